package dev.relay.job;

import static dev.relay.testing.NewJobs.newJob;
import static dev.relay.testing.NewJobs.newJobDueIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.relay.queue.QueueService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineAnnouncerTest {

    private final List<Object> events = new ArrayList<>();
    private final LineAnnouncer announcer = new LineAnnouncer(mock(JobClaimer.class), events::add,
            mock(QueueService.class));

    @Test
    void announcesWhenTheSoonestOfTheScheduledJobsIsDue() {
        NewJob sooner = newJobDueIn(Duration.ofMinutes(1), "mail", "sooner");
        NewJob later = newJobDueIn(Duration.ofMinutes(2), "mail", "later");

        announcer.placed(List.of(later, sooner), List.of(scheduled(later), scheduled(sooner)));

        assertThat(events).containsExactly(new JobsScheduled(sooner.runAt().toInstant()));
    }

    @Test
    void passesOverInstantsThatHavePassed() {
        NewJob past = newJobDueIn(Duration.ofMinutes(-1), "mail", "past");
        NewJob future = newJobDueIn(Duration.ofMinutes(1), "mail", "future");

        announcer.placed(List.of(past, future), List.of(ready(past), scheduled(future)));

        assertThat(events).contains(new JobsScheduled(future.runAt().toInstant()));
    }

    @Test
    void announcesNothingOfJobsThatWereSkipped() {
        announcer.placed(List.of(newJob("mail", "taken")), List.of());

        assertThat(events).isEmpty();
    }

    private static Placed scheduled(NewJob job) {
        return new Placed(job.key().queue(), job.key().id(), null);
    }

    private static Placed ready(NewJob job) {
        return new Placed(job.key().queue(), job.key().id(), Instant.now());
    }
}
