package dev.relay.benchmark;

import dev.relay.benchmark.machine.Database;
import dev.relay.benchmark.report.Report;
import dev.relay.benchmark.scenario.BenchmarkRun;
import dev.relay.benchmark.scenario.BenchmarkSettings;
import dev.relay.benchmark.scenario.Scenarios;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures Relay on this machine and writes {@code target/benchmark/report.md}. */
public final class Benchmark {

    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        BenchmarkSettings settings = BenchmarkSettings.read();
        Path directory = Files.createDirectories(Path.of("target", "benchmark"));
        deleteLogs(directory);
        long start = System.nanoTime();
        try (Database database = Database.start(directory.resolve("postgresql"))) {
            Report report = new Report(Surroundings.of(database), Surroundings.warnings(settings));
            try (BenchmarkRun run = new BenchmarkRun(settings, directory, database, report)) {
                Scenarios.runAll(run);
            }
        }
        System.out.printf("%nTook %.1f minutes: %s%n", (System.nanoTime() - start) / 60e9,
                directory.resolve("report.md"));
    }

    private static void deleteLogs(Path directory) throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.log")) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
    }
}
