package dev.relay.benchmark.report;

import java.util.ArrayList;
import java.util.List;

/** A promise, and what was measured of it in each repetition. */
public record Criterion(String name, Target target, List<Double> measured) {

    Criterion(String name, Target target) {
        this(name, target, new ArrayList<>());
    }

    public Spread spread() {
        return Spread.of(measured);
    }

    public boolean isMet() {
        return target.isMetBy(spread().median());
    }
}
