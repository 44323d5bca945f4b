package dev.relay.benchmark.scenario;

import dev.relay.benchmark.machine.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** From the start of the process until it is ready, and what it then occupies: as a jar, and extracted with an AOT cache. */
final class StartUp implements Scenario {

    private static final Path JAR = Path.of("target", "relay.jar");
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final double MEGABYTE = 1024 * 1024;

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public void measure(BenchmarkRun run) {
        if (Files.notExists(JAR)) {
            run.note("Not measured: there is no " + JAR + "; mvn -Pbench verify packages it.");
            return;
        }
        Path extracted = run.directory().resolve("extracted");
        FileSystemUtils.deleteRecursively(extracted.toFile());
        ServerProcess.prepare(run.directory(),
                List.of("-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", extracted.toString()));
        String jar = extracted.resolve("relay.jar").toString();
        Path cache = extracted.resolve("relay.aot");
        train(run, jar, cache);
        run.repeat(() -> {
            start(run, "executable jar", List.of("-jar", JAR.toString()));
            start(run, "extracted", List.of("-jar", jar));
            start(run, "extracted, AOT cache", List.of("-XX:AOTCache=" + cache, "-jar", jar));
        });
    }

    private static void train(BenchmarkRun run, String jar, Path cache) {
        List<String> arguments = new ArrayList<>(
                List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar));
        arguments.addAll(run.database().serverArguments());
        ServerProcess.prepare(run.directory(), arguments);
    }

    private static void start(BenchmarkRun run, String name, List<String> javaArguments) {
        try (ServerProcess server = ServerProcess.relay(run.database(), run.directory(), javaArguments)) {
            run.figure(name + ": start-up, s", server.startUp().toMillis() / 1000.0);
            BenchmarkRun.sleep(IDLE);
            run.figure(name + ": resident when idle, MB", server.residentBytes() / MEGABYTE);
        }
    }
}
