package dev.relay.benchmark.report;

import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.machine.Usage;
import java.util.EnumMap;
import java.util.Map;

/**
 * One repetition of one measurement. CPU is in seconds for 1,000 jobs, WAL in bytes for one; dead rows and sizes are those
 * found at its end.
 */
public record Sample(double jobsPerSecond, Map<Operation, Latency> latencies, double serverCpu, double postgresCpu,
        double generatorCpu, double walBytes, long deadRows, long tableBytes, long indexBytes, long refused,
        Map<Integer, Long> unexpected) {

    public static Sample of(LoadResult result, Usage used, long deadRows, long tableBytes, long indexBytes) {
        Map<Operation, Latency> latencies = new EnumMap<>(Operation.class);
        result.latencies().forEach((operation, histogram) -> latencies.put(operation, Latency.of(histogram)));
        double jobs = Math.max(1, result.jobs());
        return new Sample(result.jobsPerSecond(), latencies, used.serverCpuSeconds() / jobs * 1000,
                used.postgresCpuSeconds() / jobs * 1000, used.generatorCpuSeconds() / jobs * 1000,
                used.walBytes() / jobs, deadRows, tableBytes, indexBytes, result.refused(), result.unexpected());
    }

    /** Returns the median latency of an operation, in milliseconds. */
    public double p50(Operation operation) {
        return latencies.get(operation).p50();
    }
}
