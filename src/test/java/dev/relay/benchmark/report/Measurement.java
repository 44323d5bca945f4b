package dev.relay.benchmark.report;

import dev.relay.benchmark.load.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What was measured under one name, repetition by repetition. */
public record Measurement(String name, List<Sample> samples) {

    Measurement(String name) {
        this(name, new ArrayList<>());
    }

    Spread of(ToDoubleFunction<Sample> number) {
        return Spread.of(samples.stream().map(number::applyAsDouble).toList());
    }

    Collection<Operation> operations() {
        var operations = new TreeSet<Operation>();
        samples.forEach(sample -> operations.addAll(sample.latencies().keySet()));
        return operations;
    }

    /** Returns the median of a percentile over those repetitions that have the operation. */
    double latency(Operation operation, ToDoubleFunction<Latency> percentile) {
        return Spread.of(samples.stream().map(sample -> sample.latencies().get(operation))
                .filter(latency -> latency != null).map(percentile::applyAsDouble).toList()).median();
    }
}
