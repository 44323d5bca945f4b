/** What was measured, and how it is shown: Markdown, JSON and charts. */
package dev.relay.benchmark.report;
