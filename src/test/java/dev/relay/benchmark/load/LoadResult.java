package dev.relay.benchmark.load;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a load came to. Latencies are in nanoseconds. */
public final class LoadResult {

    private static final long LONGEST = 600_000_000_000L;

    private final Map<Operation, Histogram> latencies = new EnumMap<>(Operation.class);
    private final Map<Integer, Long> unexpected = new TreeMap<>();
    private long jobs;
    private long refused;
    private long unsent;
    private long nanos;

    /** Counts an answer that was what had been asked for. */
    public void answered(Operation operation, long latencyNanos) {
        histogram(operation).recordValue(Math.clamp(latencyNanos, 0, LONGEST));
    }

    /** Counts jobs that are done. */
    public void done(int count) {
        jobs += count;
    }

    void answered(int status) {
        if (status == 429 || status == 503) {
            refused++;
        } else {
            unexpected.merge(status, 1L, Long::sum);
        }
    }

    void notSent(long requests) {
        unsent += requests;
    }

    /** Ends the load after this time. */
    public void took(long elapsedNanos) {
        nanos = elapsedNanos;
    }

    /** Adds what was done afterwards. */
    public void append(LoadResult later) {
        long before = nanos;
        add(later);
        nanos = before + later.nanos;
    }

    /** Adds what another thread did in the same time. */
    public void add(LoadResult other) {
        other.latencies.forEach((operation, histogram) -> histogram(operation).add(histogram));
        other.unexpected.forEach((status, count) -> unexpected.merge(status, count, Long::sum));
        jobs += other.jobs;
        refused += other.refused;
        unsent += other.unsent;
        nanos = Math.max(nanos, other.nanos);
    }

    private Histogram histogram(Operation operation) {
        return latencies.computeIfAbsent(operation, o -> new Histogram(LONGEST, 3));
    }

    public Map<Operation, Histogram> latencies() {
        return latencies;
    }

    /** Jobs that are done. */
    public long jobs() {
        return jobs;
    }

    /** Requests that were told to try again. */
    public long refused() {
        return refused;
    }

    /** Requests of an open loop whose instant came while no connection was free until the end. */
    public long unsent() {
        return unsent;
    }

    /** Answers nobody expected, by status; 0 is a connection that broke. */
    public Map<Integer, Long> unexpected() {
        return unexpected;
    }

    public double seconds() {
        return nanos / 1e9;
    }

    public double jobsPerSecond() {
        return jobs / seconds();
    }
}
