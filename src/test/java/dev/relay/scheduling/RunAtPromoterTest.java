package dev.relay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.relay.job.JobPromotion;
import dev.relay.job.JobsScheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/** When the promoter looks; that it promotes then is shown by {@link PromotionTest}. */
class RunAtPromoterTest {

    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");
    private final JobPromotion promotion = mock(JobPromotion.class);
    private final TaskScheduler scheduler = mock(TaskScheduler.class);
    private final List<Instant> planned = new ArrayList<>();
    private final RunAtPromoter promoter = new RunAtPromoter(promotion, scheduler, Clock.fixed(NOW, ZoneOffset.UTC),
            new SchedulingSettings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(1), 1000));

    @BeforeEach
    void planWhatIsScheduledAndNotCancelled() {
        when(scheduler.schedule(any(), any(Instant.class))).thenAnswer(call -> {
            planned.add(call.getArgument(1));
            ScheduledFuture<?> task = mock(ScheduledFuture.class);
            when(task.cancel(false)).then(cancelled -> planned.remove(call.<Instant>getArgument(1)));
            return task;
        });
    }

    @Test
    void looksWhenAJobIsDue() {
        promoter.on(new JobsScheduled(in(3)));

        assertThat(planned).containsExactly(in(3));
    }

    @Test
    void leavesWhatIsDueAfterItsIntervalToItsNextRound() {
        promoter.on(new JobsScheduled(in(10)));

        assertThat(planned).isEmpty();
    }

    @Test
    void looksOnceForManyJobs() {
        promoter.on(new JobsScheduled(in(3)));
        promoter.on(new JobsScheduled(in(4)));
        promoter.on(new JobsScheduled(in(3)));

        assertThat(planned).containsExactly(in(3));
    }

    @Test
    void putsItsLookForwardForAnEarlierJob() {
        promoter.on(new JobsScheduled(in(3)));
        promoter.on(new JobsScheduled(in(2)));

        assertThat(planned).containsExactly(in(2));
    }

    @Test
    void plansOneLookHoweverManyRoundsPassBeforeIt() {
        nextDueIn(3);

        for (int round = 0; round < 5; round++) {
            promoter.promote();
        }

        assertThat(planned).containsExactly(in(3));
    }

    @Test
    void plansNothingWhenNothingIsScheduled() {
        when(promotion.untilNextDue()).thenReturn(Optional.empty());

        promoter.promote();

        assertThat(planned).isEmpty();
    }

    @Test
    void promotesUntilABatchIsNotFull() {
        when(promotion.untilNextDue()).thenReturn(Optional.of(Duration.ofSeconds(-1)), Optional.empty());
        when(promotion.queuesWithDueJobs(1000)).thenReturn(List.of("mail"));
        when(promotion.promote("mail", 1000)).thenReturn(1000, 1000, 7);

        promoter.promote();

        Mockito.verify(promotion, Mockito.times(3)).promote("mail", 1000);
    }

    @Test
    void letsTheEnqueueSucceedWhileTheServerStops() {
        when(scheduler.schedule(any(), any(Instant.class))).thenThrow(new TaskRejectedException("stopping"));

        assertThatCode(() -> promoter.on(new JobsScheduled(in(3)))).doesNotThrowAnyException();
    }

    private void nextDueIn(int seconds) {
        when(promotion.untilNextDue()).thenReturn(Optional.of(Duration.ofSeconds(seconds)));
    }

    private static Instant in(int seconds) {
        return NOW.plusSeconds(seconds);
    }
}
