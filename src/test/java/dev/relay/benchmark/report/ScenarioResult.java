package dev.relay.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a scenario came to: measurements, single figures, and notes for whoever reads them. */
public record ScenarioResult(String name, Map<String, Measurement> measurements, Map<String, List<Double>> figures,
        List<String> notes) {

    ScenarioResult(String name) {
        this(name, new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }
}
