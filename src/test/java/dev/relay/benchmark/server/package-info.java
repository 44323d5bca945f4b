/** What runs in the server processes besides Relay itself. */
package dev.relay.benchmark.server;
