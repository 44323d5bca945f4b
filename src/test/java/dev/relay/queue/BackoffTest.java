package dev.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every backoff, tried with random ones, and the formula of each. */
class BackoffTest {

    private static final Random RANDOM = new Random(20_260_101);

    static Stream<Backoff> anyBackoffs() {
        return Stream.generate(BackoffTest::any).limit(500);
    }

    static Backoff any() {
        Backoff plain = switch (RANDOM.nextInt(6)) {
            case 0 -> new Backoff.Fixed(duration());
            case 1 -> new Backoff.Linear(duration(), duration());
            case 2 -> new Backoff.Exponential(duration(), 1 + 999 * Math.pow(RANDOM.nextDouble(), 8), duration());
            case 3 -> new Backoff.Polynomial(100 * Math.pow(RANDOM.nextDouble(), 4), duration());
            case 4 -> new Backoff.Lakh();
            default -> new Backoff.Listed(Stream.generate(BackoffTest::duration).limit(1 + RANDOM.nextInt(5)).toList());
        };
        return RANDOM.nextBoolean() ? plain : new Backoff.Jittered(plain);
    }

    private static Duration duration() {
        return switch (RANDOM.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Backoff.MOST;
            default -> Duration.ofMillis((long) (Backoff.MOST.toMillis() * Math.pow(RANDOM.nextDouble(), 12)));
        };
    }

    private static IntStream anyFailures() {
        return IntStream.concat(IntStream.of(1, 2, 3, 10, 63, 64, 1000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE),
                RANDOM.ints(20, 1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("anyBackoffs")
    void isNeverNegativeAndNeverBeyondTheLongest(Backoff backoff) {
        anyFailures().forEach(n -> assertThat(backoff.delay(n, new Random(n))).isBetween(Duration.ZERO, Backoff.MOST));
    }

    @ParameterizedTest
    @MethodSource("anyBackoffs")
    void givesTheSameDelayForTheSameRandomNumbers(Backoff backoff) {
        anyFailures()
                .forEach(n -> assertThat(backoff.delay(n, new Random(7))).isEqualTo(backoff.delay(n, new Random(7))));
    }

    @ParameterizedTest
    @MethodSource("anyBackoffs")
    void isNoLongerWithJitterThanWithout(Backoff backoff) {
        if (backoff instanceof Backoff.Jittered || backoff instanceof Backoff.Lakh) {
            return;
        }
        Backoff jittered = new Backoff.Jittered(backoff);
        anyFailures().forEach(n -> assertThat(jittered.delay(n, RANDOM))
                .isBetween(Duration.ZERO, backoff.delay(n, RANDOM)));
    }

    @ParameterizedTest
    @MethodSource("anyBackoffs")
    void neverShrinksWithTheNumberOfFailuresUnlessListedOrRandom(Backoff backoff) {
        if (backoff instanceof Backoff.Jittered || backoff instanceof Backoff.Lakh
                || backoff instanceof Backoff.Listed) {
            return;
        }
        List<Duration> delays = anyFailures().sorted().mapToObj(n -> backoff.delay(n, RANDOM)).toList();

        assertThat(delays).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "2147483647, 5"})
    void fixedIsTheSameEachTime(int failures, long seconds) {
        assertThat(new Backoff.Fixed(Duration.ofSeconds(5)).delay(failures, RANDOM)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "7, 35", "12, 60", "13, 60", "2147483647, 60"})
    void linearGrowsByItsDelayUpToItsMost(int failures, long seconds) {
        assertThat(new Backoff.Linear(Duration.ofSeconds(5), Duration.ofMinutes(1)).delay(failures, RANDOM))
                .hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "12, 2048", "13, 3600", "2147483647, 3600"})
    void exponentialMultipliesByItsFactorUpToItsMost(int failures, long seconds) {
        assertThat(new Backoff.Exponential(Duration.ofSeconds(1), 2, Duration.ofHours(1)).delay(failures, RANDOM))
                .hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 4", "3, 9", "10, 100", "60, 3600", "61, 3600", "2147483647, 3600"})
    void polynomialIsThePowerOfTheNumberUpToItsMost(int failures, long seconds) {
        assertThat(new Backoff.Polynomial(2, Duration.ofHours(1)).delay(failures, RANDOM)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 58", "2, 31, 87", "3, 96, 116", "10, 10015, 319"})
    void lakhIsItsPublishedFormula(int failures, long least, long random) {
        List<Duration> delays = Stream.generate(() -> new Backoff.Lakh().delay(failures, RANDOM)).limit(1000).toList();

        assertThat(delays).allSatisfy(delay -> {
            assertThat(delay.toSeconds() - least).isBetween(0L, random);
            assertThat((delay.toSeconds() - least) % (failures + 1)).isZero();
        }).contains(Duration.ofSeconds(least), Duration.ofSeconds(least + random));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 10", "3, 60", "4, 60", "2147483647, 60"})
    void listTakesEachInTurnAndRepeatsTheLast(int failures, long seconds) {
        assertThat(new Backoff.Listed(List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1)))
                .delay(failures, RANDOM)).hasSeconds(seconds);
    }

    @Test
    void jitterSpreadsEvenly() {
        Backoff jittered = new Backoff.Jittered(new Backoff.Fixed(Duration.ofSeconds(10)));

        double mean = IntStream.range(0, 10_000).mapToLong(n -> jittered.delay(1, RANDOM).toNanos()).average()
                .orElseThrow();

        assertThat(mean).isBetween(4.85e9, 5.15e9);
    }
}
