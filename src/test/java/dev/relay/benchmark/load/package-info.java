/** Loads a server over HTTP at little cost: one thread, requests rendered beforehand, answers hardly read. */
package dev.relay.benchmark.load;
