package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.Backoff;
import dev.relay.queue.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of what becomes of a job whose run ended unfinished. */
class AfterRunTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final QueueSettings QUEUE = new QueueSettings(false, null, null, null,
            new Backoff.Linear(Duration.ofSeconds(10), Duration.ofMinutes(1)), 3, 2, false, Duration.ZERO,
            Duration.ZERO);
    private static final HeldRun RUN = run(0, 0, 0, null, false, null);
    private static final RunOutcome.Failed FAILED = new RunOutcome.Failed(null, null);
    private static final RunOutcome.Lapsed LAPSED = new RunOutcome.Lapsed();

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 20", "5, 60", "2147483646, 60"})
    void aFailureGoesBackAfterTheQueuesBackoffForTheNumberOfFailures(int before, long seconds) {
        assertThat(after(run(before, 9, 9, 7, false, null), FAILED)).isEqualTo(backIn(seconds));
    }

    @Test
    void aBackoffOfTheJobsOwnComesBeforeTheQueues() {
        assertThat(after(run(0, 0, 0, null, false, "{\"type\": \"fixed\", \"delay\": \"3s\"}"), FAILED))
                .isEqualTo(backIn(3));
    }

    @ParameterizedTest
    @CsvSource({"-100, 10", "9, 10", "11, 11", "86400, 86400"})
    void aFailureWithAnInstantGoesBackAtTheLaterOfThatAndTheBackoff(long asked, long seconds) {
        OffsetDateTime retryAt = NOW.plusSeconds(asked).atOffset(ZoneOffset.ofHours(5));

        assertThat(after(RUN, new RunOutcome.Failed(null, retryAt))).isEqualTo(backIn(seconds));
    }

    @Test
    void aFailureWithoutARetryLeftIsTheEnd() {
        assertThat(after(run(0, 0, 0, 1, false, null), FAILED)).isEqualTo(backIn(10));
        assertThat(after(run(0, 0, 0, 0, false, null), FAILED)).isEqualTo(new AfterRun.Dead(Ending.RETRIES_SPENT));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNPROCESSABLE", "FATAL", "CANCELLED"})
    void givingUpIsTheEndWhateverRetriesAreLeft(Ending ending) {
        assertThat(after(RUN, new RunOutcome.GivenUp(ending, null))).isEqualTo(new AfterRun.Dead(ending));
    }

    @Test
    void aRescheduleGoesBackUntilItWasDoneTooOften() {
        RunOutcome.Rescheduled later = new RunOutcome.Rescheduled(NOW.plusSeconds(7).atOffset(ZoneOffset.UTC), null);

        assertThat(after(run(0, 0, 1, 0, false, null), later)).isEqualTo(backIn(7));
        assertThat(after(run(0, 0, 2, 0, false, null), later)).isEqualTo(new AfterRun.Dead(Ending.POISON));
    }

    @Test
    void aReleaseGoesBackToItsPlace() {
        assertThat(after(run(9, 9, 9, 0, false, null), new RunOutcome.Released()))
                .isEqualTo(new AfterRun.BackInLine(null));
    }

    @Test
    void aLapseGoesBackToItsPlaceWithoutABackoffWhileThereAreRetries() {
        assertThat(after(RUN, LAPSED)).isEqualTo(new AfterRun.BackInLine(null));
        assertThat(after(run(0, 1, 0, 1, false, null), LAPSED)).isEqualTo(new AfterRun.BackInLine(null));
        assertThat(after(run(0, 1, 0, 0, false, null), LAPSED)).isEqualTo(new AfterRun.Dead(Ending.RETRIES_SPENT));
    }

    @Test
    void aJobThatLapsedTooOftenIsPoisonWhateverItsRetries() {
        assertThat(after(run(0, 2, 0, null, false, null), LAPSED)).isEqualTo(new AfterRun.Dead(Ending.POISON));
        assertThat(after(run(0, 2, 0, 0, false, null), LAPSED)).isEqualTo(new AfterRun.Dead(Ending.POISON));
        assertThat(after(run(50, 1, 0, null, false, null), LAPSED)).isEqualTo(new AfterRun.BackInLine(null));
    }

    @Test
    void aJobThatWasAskedToStopDoesNotGoBack() {
        HeldRun asked = run(0, 0, 0, null, true, null);

        assertThat(after(asked, LAPSED)).isEqualTo(new AfterRun.Dead(Ending.CANCELLED));
        assertThat(after(asked, FAILED)).isEqualTo(new AfterRun.Dead(Ending.CANCELLED));
        assertThat(after(asked, new RunOutcome.Released())).isEqualTo(new AfterRun.Dead(Ending.CANCELLED));
        assertThat(after(asked, new RunOutcome.GivenUp(Ending.FATAL, null)))
                .isEqualTo(new AfterRun.Dead(Ending.FATAL));
    }

    private static AfterRun after(HeldRun run, RunOutcome.Unfinished outcome) {
        return AfterRun.of(run, outcome, QUEUE, new Random(1));
    }

    private static AfterRun backIn(long seconds) {
        return new AfterRun.BackInLine(NOW.plusSeconds(seconds));
    }

    private static HeldRun run(int failures, int lapses, int reschedules, Integer retries, boolean cancelRequested,
            String backoff) {
        return new HeldRun("mail", "1", UUID.randomUUID(), NOW.minusSeconds(1), NOW, failures, lapses, reschedules,
                retries == null ? null : retries.shortValue(), cancelRequested, backoff);
    }
}
