package dev.relay.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.relay.benchmark.machine.Database;
import dev.relay.benchmark.scenario.BenchmarkSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootVersion;

/** Where and with what a run took place, as the report tells it. */
final class Surroundings {

    /** Busier than this before anything has begun, the machine is not the benchmark's alone. */
    private static final double QUIET_LOAD = 0.5;

    private Surroundings() {}

    static Map<String, String> of(Database database) {
        Map<String, String> surroundings = new LinkedHashMap<>();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        surroundings.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        surroundings.put("commit", commit());
        surroundings.put("machine", "%s, %d cores, %d GB, %s %s; shared by generator, server and PostgreSQL".formatted(
                processor(), system.getAvailableProcessors(), system.getTotalMemorySize() >> 30, system.getName(),
                system.getVersion()));
        surroundings.put("load before", "%.2f".formatted(system.getSystemLoadAverage()));
        surroundings.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        surroundings.put("Spring Boot", SpringBootVersion.getVersion());
        surroundings.put("PostgreSQL", "%s, fsync %s, synchronous_commit %s, shared_buffers %s".formatted(
                database.version(), database.setting("fsync"), database.setting("synchronous_commit"),
                database.setting("shared_buffers")));
        return surroundings;
    }

    static List<String> warnings(BenchmarkSettings settings) {
        List<String> warnings = new ArrayList<>();
        if (settings.isSmokeTest()) {
            warnings.add("A smoke test: too short, too cold or too seldom repeated to be quoted.");
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load > QUIET_LOAD) {
            warnings.add("The machine was busy before the run began (load %.2f).".formatted(load));
        }
        return warnings;
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2)).orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
            return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
