/** What is measured: PostgreSQL, the server's processes, and what they cost. */
package dev.relay.benchmark.machine;
