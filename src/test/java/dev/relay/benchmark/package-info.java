/**
 * How much one small PostgreSQL carries behind Relay, and how soon a job is picked up: {@code mvn -Pbench verify}. To add a
 * measurement, write a {@code Scenario} and name it in {@code Scenarios}.
 */
package dev.relay.benchmark;
