package dev.relay.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was measured, in the order in which it was. Written anew after each scenario, so that a run broken off is not lost. */
public final class Report {

    private final Map<String, String> surroundings;
    private final List<String> warnings;
    private final Map<String, Criterion> criteria = new LinkedHashMap<>();
    private final List<ScenarioResult> scenarios = new ArrayList<>();

    /** @param warnings why the figures may mean less than they seem to */
    public Report(Map<String, String> surroundings, List<String> warnings) {
        this.surroundings = surroundings;
        this.warnings = warnings;
    }

    public void begin(String scenario) {
        scenarios.add(new ScenarioResult(scenario));
    }

    private ScenarioResult current() {
        return scenarios.getLast();
    }

    public void add(String measurement, Sample sample) {
        current().measurements().computeIfAbsent(measurement, Measurement::new).samples().add(sample);
    }

    /** Adds a number that is no throughput and no latency of a load. */
    public void addFigure(String name, double value) {
        current().figures().computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    public void addNote(String note) {
        current().notes().add(note);
    }

    /** Adds what a repetition measured of a promise. */
    public void check(String criterion, Target target, double measured) {
        criteria.computeIfAbsent(criterion, name -> new Criterion(name, target)).measured().add(measured);
    }

    public void write(Path directory) {
        try {
            Files.createDirectories(directory);
            MarkdownReport markdown = new MarkdownReport(surroundings, warnings, criteria.values(), scenarios);
            Files.writeString(directory.resolve("report.md"), markdown.render());
            Files.writeString(directory.resolve("throughput.svg"), Charts.ratios(criteria.values()));
            Files.writeString(directory.resolve("latency.svg"), Charts.latencies(scenarios));
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(
                    directory.resolve("report.json").toFile(), Map.of("surroundings", surroundings, "warnings",
                            warnings, "criteria", criteria.values(), "scenarios", scenarios));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
