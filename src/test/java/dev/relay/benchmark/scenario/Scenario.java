package dev.relay.benchmark.scenario;

/** Something worth measuring. */
interface Scenario {

    /** One word, by which {@code -Dbench.only} selects it. */
    String name();

    /** Measures, and reports to the run. */
    void measure(BenchmarkRun run);
}
