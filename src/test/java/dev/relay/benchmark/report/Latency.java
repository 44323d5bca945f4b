package dev.relay.benchmark.report;

import org.HdrHistogram.Histogram;

/** Percentiles, in milliseconds. */
public record Latency(double p50, double p95, double p99, double p999) {

    public static Latency of(Histogram nanos) {
        return new Latency(at(nanos, 50), at(nanos, 95), at(nanos, 99), at(nanos, 99.9));
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
