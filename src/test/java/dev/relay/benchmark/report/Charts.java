package dev.relay.benchmark.report;

import dev.relay.benchmark.load.Operation;
import java.util.Collection;
import java.util.List;

/** The charts of the report. */
final class Charts {

    private Charts() {}

    /** Returns the ratios that are to be large, against the raw limit or the comparison that each is measured by. */
    static String ratios(Collection<Criterion> criteria) {
        BarChart chart = new BarChart("Over the raw limit, or what else each is held against (the line: 1 ×)", false);
        for (Criterion c : criteria) {
            if (c.target().least()) {
                chart.bar(c.name(), c.spread().median(), Numbers.shown(c.spread()) + " ×, target " + c.target(),
                        c.isMet() ? BarChart.GOOD : BarChart.BAD);
            }
        }
        chart.mark(1);
        return chart.render();
    }

    /** Returns percentiles of every operation over HTTP, on a logarithmic scale. */
    static String latencies(List<ScenarioResult> scenarios) {
        BarChart chart = new BarChart("Latency in milliseconds, logarithmic: p50, p95, p99, p99.9", true);
        for (ScenarioResult scenario : scenarios) {
            for (Measurement m : scenario.measurements().values()) {
                m.operations().stream().filter(operation -> operation != Operation.STATEMENT)
                        .forEach(operation -> bars(chart, m, operation));
            }
        }
        return chart.render();
    }

    private static void bars(BarChart chart, Measurement m, Operation operation) {
        String label = m.name() + ": " + operation.name().toLowerCase();
        double[] percentiles = {m.latency(operation, Latency::p50), m.latency(operation, Latency::p95),
                m.latency(operation, Latency::p99), m.latency(operation, Latency::p999)};
        for (int i = 0; i < percentiles.length; i++) {
            chart.bar(i == 0 ? label : "", percentiles[i], Numbers.shown(percentiles[i]), BarChart.SHADES[i]);
        }
        chart.gap();
    }
}
