package dev.relay.benchmark.scenario;

import dev.relay.benchmark.load.Conversation;
import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.load.LoadResult;
import dev.relay.benchmark.machine.Database;
import dev.relay.benchmark.machine.ServerProcess;
import dev.relay.benchmark.machine.Usage;
import dev.relay.benchmark.report.Report;
import dev.relay.benchmark.report.Sample;
import dev.relay.benchmark.report.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One run of the benchmark: a PostgreSQL, a server that is started when first needed and kept, as warming it takes long, and
 * the report.
 */
public final class BenchmarkRun implements AutoCloseable {

    private final BenchmarkSettings settings;
    private final Path directory;
    private final Database database;
    private final Report report;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final Set<String> warm = new HashSet<>();
    private final AtomicInteger queues = new AtomicInteger();

    public BenchmarkRun(BenchmarkSettings settings, Path directory, Database database, Report report) {
        this.settings = settings;
        this.directory = directory;
        this.database = database;
        this.report = report;
    }

    BenchmarkSettings settings() {
        return settings;
    }

    /** Where logs and the report go. */
    Path directory() {
        return directory;
    }

    Database database() {
        return database;
    }

    /** The replica that most is measured on. */
    ServerProcess server() {
        return server(0);
    }

    /** A replica by its number; started when first asked for. */
    ServerProcess server(int number) {
        while (servers.size() <= number) {
            servers.add(ServerProcess.relay(database, directory));
        }
        return servers.get(number);
    }

    /** Stops all replicas but the first, so that they do not take part in what is measured next. */
    void stopOtherReplicas() {
        while (servers.size() > 1) {
            servers.removeLast().close();
        }
    }

    /** A queue nobody has used. */
    String newQueue() {
        return "queue-" + queues.incrementAndGet();
    }

    void measure(Scenario scenario) {
        System.out.printf("%n%s%n", scenario.name());
        report.begin(scenario.name());
        server(); // Creates the schema, which scenarios fill before they load the server.
        long start = System.nanoTime();
        try {
            scenario.measure(this);
        } catch (RuntimeException e) {
            note("It broke off: " + e);
            e.printStackTrace(System.out);
        }
        figure("this scenario took, s", (System.nanoTime() - start) / 1e9);
        report.write(directory);
    }

    /** Does something as often as the settings say. */
    void repeat(Runnable repetition) {
        for (int i = 0; i < settings.repetitions(); i++) {
            repetition.run();
        }
    }

    /**
     * Loads an endpoint before it is first measured, until the JIT compiler is done with it. Other scenarios that use the
     * same endpoint name it the same.
     */
    LoadResult warmUp(String endpoint, IntFunction<? extends Conversation> conversations) {
        return warmUp(endpoint, server(), conversations);
    }

    LoadResult warmUp(String endpoint, ServerProcess server, IntFunction<? extends Conversation> conversations) {
        if (!warm.add(endpoint)) {
            return new LoadResult();
        }
        System.out.printf("  warming up: %s%n", endpoint);
        return LoadGenerator.closed(server.address(), 64, settings.warmUp(), conversations);
    }

    /** Loads the first replica in a closed loop, and reports it. */
    Sample measureHttp(String name, int connections, IntFunction<? extends Conversation> conversations) {
        return measure(name, () -> LoadGenerator.closed(server().address(), connections, settings.measured(),
                conversations));
    }

    /** Runs a load, and reports it with what it cost. */
    Sample measure(String name, Supplier<LoadResult> load) {
        Usage before = Usage.now(database, servers);
        LoadResult result = load.get();
        Usage used = Usage.now(database, servers).since(before);
        Sample sample = Sample.of(result, used, database.deadRows(), database.tableBytes(), database.indexBytes());
        report.add(name, sample);
        System.out.printf("  %-60s %,12.0f /s%n", name, sample.jobsPerSecond());
        return sample;
    }

    /** Holds what was measured in one repetition against what was promised. */
    void check(String promise, Target target, double measured) {
        System.out.printf("  %-60s %12.3f %s (%s)%n", promise, measured, target.unit(), target);
        report.check(promise, target, measured);
    }

    /** Reports a single number. */
    void figure(String name, double value) {
        System.out.printf("  %-60s %12.3f%n", name, value);
        report.addFigure(name, value);
    }

    /** Tells the reader of the report something about this scenario. */
    void note(String note) {
        System.out.println("  " + note);
        report.addNote(note);
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
