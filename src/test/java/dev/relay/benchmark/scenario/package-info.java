/** What is measured: one scenario a class, each with its raw limit close in time. */
package dev.relay.benchmark.scenario;
