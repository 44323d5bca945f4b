package dev.relay.benchmark.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long, how often, how much: from system properties, {@code -Dbench.seconds=2}; an empty one counts as absent.
 *
 * @param only scenarios to run, by name; empty is all
 * @param repetitions of each measurement, 3
 * @param measured how long each takes, 10 (seconds)
 * @param warmUp of each endpoint before it is first measured, 20 (seconds)
 * @param steady how long the steady load goes on, 60s; 30m for what the promise says
 * @param overload how long the overload goes on, 60s
 * @param cycles claimed and completed while a transaction is held open, 200000
 * @param backlog jobs that are ready, and as many that are scheduled, 10000000
 * @param queues in the scenario with many of them, 10000
 * @param waiters claims that wait at the same time, 10000
 */
public record BenchmarkSettings(List<String> only, int repetitions, Duration measured, Duration warmUp, Duration steady,
        Duration overload, int cycles, long backlog, int queues, int waiters) {

    private static final int ENOUGH_REPETITIONS = 3;
    private static final Duration ENOUGH_MEASURED = Duration.ofSeconds(10);
    private static final Duration ENOUGH_WARM_UP = Duration.ofSeconds(20);

    public static BenchmarkSettings read() {
        return new BenchmarkSettings(
                read("only", "", names -> Arrays.stream(names.split(",")).filter(name -> !name.isBlank()).toList()),
                read("repetitions", "3", Integer::parseInt), read("seconds", "10", BenchmarkSettings::seconds),
                read("warmup", "20", BenchmarkSettings::seconds), read("steady", "60s", DurationStyle::detectAndParse),
                read("overload", "60s", DurationStyle::detectAndParse), read("cycles", "200000", Integer::parseInt),
                read("backlog", "10000000", Long::parseLong), read("queues", "10000", Integer::parseInt),
                read("waiters", "10000", Integer::parseInt));
    }

    private static <T> T read(String name, String otherwise, Function<String, T> parse) {
        String value = System.getProperty("bench." + name, "");
        return parse.apply(value.isBlank() ? otherwise : value);
    }

    private static Duration seconds(String value) {
        return Duration.ofSeconds(Long.parseLong(value));
    }

    boolean select(String scenario) {
        return only.isEmpty() || only.contains(scenario);
    }

    /** Whether the figures may be quoted. */
    public boolean isSmokeTest() {
        return repetitions < ENOUGH_REPETITIONS || measured.compareTo(ENOUGH_MEASURED) < 0
                || warmUp.compareTo(ENOUGH_WARM_UP) < 0;
    }
}
