package dev.relay.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.relay.job.LeaseLapse;
import dev.relay.job.Reaped;
import dev.relay.testing.Logged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reaper does in a round, and what it says of it; what becomes of jobs is shown by {@link ReapTest}. */
class LeaseReaperTest {

    private final LeaseLapse lapse = mock(LeaseLapse.class);
    private final LeaseReaper reaper = new LeaseReaper(lapse,
            new SchedulingSettings(Duration.ofSeconds(5), Duration.ofSeconds(1), 5));

    @Test
    void saysHowManyLeasesLapsedAndWhatBecameOfThem() {
        when(lapse.queuesWithLapsedJobs(1000)).thenReturn(List.of("mail", "print"));
        when(lapse.reap("mail", 5)).thenReturn(new Reaped(5, 0), new Reaped(2, 0));
        when(lapse.reap("print", 5)).thenReturn(new Reaped(3, 2), new Reaped(0, 0));

        List<ILoggingEvent> lines = Logged.by(LeaseReaper.class, reaper::reap);

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .isEqualTo("Reaped 12 lapsed leases: 10 back to their queue, 2 dead-lettered");
        });
    }

    @Test
    void saysNothingAboveTraceOfARoundThatDidNothing() {
        when(lapse.queuesWithLapsedJobs(1000)).thenReturn(List.of());

        assertThat(Logged.by(LeaseReaper.class, reaper::reap)).extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.TRACE);
    }

    @Test
    void saysNothingAboveTraceOfARoundThatAnotherReplicaDid() {
        when(lapse.queuesWithLapsedJobs(1000)).thenReturn(List.of("mail"));
        when(lapse.reap("mail", 5)).thenReturn(new Reaped(0, 0));

        assertThat(Logged.by(LeaseReaper.class, reaper::reap)).extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.TRACE);
    }
}
