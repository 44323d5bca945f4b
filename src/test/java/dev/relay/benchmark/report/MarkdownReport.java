package dev.relay.benchmark.report;

import dev.relay.benchmark.load.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The report for people. */
final class MarkdownReport {

    private static final double MEGABYTE = 1024 * 1024;

    private final Map<String, String> surroundings;
    private final List<String> warnings;
    private final Collection<Criterion> criteria;
    private final List<ScenarioResult> scenarios;
    private final StringBuilder out = new StringBuilder();

    MarkdownReport(Map<String, String> surroundings, List<String> warnings, Collection<Criterion> criteria,
            List<ScenarioResult> scenarios) {
        this.surroundings = surroundings;
        this.warnings = warnings;
        this.criteria = criteria;
        this.scenarios = scenarios;
    }

    String render() {
        line("# Benchmark");
        line("");
        warnings.forEach(warning -> line("> **" + warning + "**\n"));
        line("Medians of the repetitions, in parentheses the least and the most. A ratio is taken within each repetition,");
        line("from two measurements made one after the other. Read the ratios; absolute figures belong to the machine.");
        line("");
        surroundings();
        criteria();
        line("![Ratios](throughput.svg)\n");
        line("![Latencies](latency.svg)\n");
        scenarios.forEach(this::scenario);
        return out.toString();
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    private void surroundings() {
        line("| | |");
        line("|---|---|");
        surroundings.forEach((name, value) -> line("| " + name + " | " + value + " |"));
        line("");
    }

    private void criteria() {
        line("## Promises");
        line("");
        line("| promise | target | measured | |");
        line("|---|---|---|---|");
        for (Criterion c : criteria) {
            line("| %s | %s | %s %s | %s |".formatted(c.name(), c.target(), Numbers.shown(c.spread()),
                    c.target().unit(), c.isMet() ? "met" : "**not met**"));
        }
        line("");
    }

    private void scenario(ScenarioResult scenario) {
        line("## " + scenario.name());
        line("");
        scenario.notes().forEach(note -> line(note + "\n"));
        if (!scenario.measurements().isEmpty()) {
            throughput(scenario.measurements().values());
            latency(scenario.measurements().values());
        }
        if (!scenario.figures().isEmpty()) {
            line("| | |");
            line("|---|---|");
            scenario.figures()
                    .forEach((name, values) -> line("| %s | %s |".formatted(name, Numbers.shown(Spread.of(values)))));
            line("");
        }
    }

    private void throughput(Collection<Measurement> measurements) {
        line("| | jobs/s | server CPU, s per 1 000 | PostgreSQL CPU, s per 1 000 | generator CPU, s per 1 000 | WAL, bytes per job"
                + " | dead rows | table, MB | indexes, MB | refused | unexpected answers |");
        line("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Measurement m : measurements) {
            line("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |".formatted(m.name(),
                    Numbers.shown(m.of(Sample::jobsPerSecond)), median(m, Sample::serverCpu),
                    median(m, Sample::postgresCpu), median(m, Sample::generatorCpu), median(m, Sample::walBytes),
                    median(m, Sample::deadRows), median(m, s -> s.tableBytes() / MEGABYTE),
                    median(m, s -> s.indexBytes() / MEGABYTE), median(m, Sample::refused), unexpected(m)));
        }
        line("");
    }

    private static String median(Measurement measurement, ToDoubleFunction<Sample> number) {
        return Numbers.shown(measurement.of(number).median());
    }

    private static String unexpected(Measurement measurement) {
        String shown = String.join(", ", measurement.samples().stream().map(Sample::unexpected)
                .filter(answers -> !answers.isEmpty()).map(Map::toString).toList());
        return shown.isEmpty() ? "none" : shown;
    }

    private void latency(Collection<Measurement> measurements) {
        line("| latency, ms | | p50 | p95 | p99 | p99.9 |");
        line("|---|---|---|---|---|---|");
        for (Measurement m : measurements) {
            for (Operation operation : m.operations()) {
                line("| %s | %s | %s | %s | %s | %s |".formatted(m.name(), operation.name().toLowerCase(),
                        Numbers.shown(m.latency(operation, Latency::p50)),
                        Numbers.shown(m.latency(operation, Latency::p95)),
                        Numbers.shown(m.latency(operation, Latency::p99)),
                        Numbers.shown(m.latency(operation, Latency::p999))));
            }
        }
        line("");
    }
}
