package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/** The tasks of the scheduler run when the test lets them. */
class PlannedLooksTest {

    private final List<Runnable> tasks = new ArrayList<>();
    private final List<ScheduledFuture<?>> cancelled = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private final TaskScheduler scheduler = mock(TaskScheduler.class);
    private final PlannedLooks looks = new PlannedLooks(scheduler, (queue, count) -> woken.add(count + " of " + queue));

    PlannedLooksTest() {
        doAnswer(call -> {
            tasks.add(call.getArgument(0));
            ScheduledFuture<?> task = mock(ScheduledFuture.class);
            when(task.cancel(false)).thenAnswer(cancel -> cancelled.add(task));
            return task;
        }).when(scheduler).schedule(any(Runnable.class), any(Instant.class));
    }

    @Test
    void wakesAsManyAsItSaysAndIsThenForgotten() {
        looks.plan("q", Duration.ofSeconds(1), 3);
        tasks.removeFirst().run();
        looks.plan("q", Duration.ofSeconds(2), 4);

        assertThat(woken).containsExactly("3 of q");
        assertThat(tasks).hasSize(1);
    }

    @Test
    void letsTheEarlierOfTwoStand() {
        looks.plan("q", Duration.ofSeconds(2), 1);
        looks.plan("q", Duration.ofSeconds(3), 1);
        assertThat(tasks).hasSize(1);

        looks.plan("q", Duration.ofSeconds(1), 1);
        assertThat(tasks).hasSize(2);
        assertThat(cancelled).hasSize(1);
    }

    @Test
    void plansForEachQueue() {
        looks.plan("q", Duration.ofSeconds(1), 1);
        looks.plan("p", Duration.ofSeconds(2), 1);

        assertThat(tasks).hasSize(2);
    }

    @Test
    void plansNothingWhileTheServerStops() {
        when(scheduler.schedule(any(Runnable.class), any(Instant.class)))
                .thenThrow(new TaskRejectedException("stopped"));

        looks.plan("q", Duration.ofSeconds(1), 1);
        assertThat(tasks).isEmpty();
    }
}
