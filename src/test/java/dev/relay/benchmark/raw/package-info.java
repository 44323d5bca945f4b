/** The raw limits: the server's own statements over JDBC, without HTTP and without the server. */
package dev.relay.benchmark.raw;
