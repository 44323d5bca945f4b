package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClaimSightingsTest {

    private final AtomicLong nanoTime = new AtomicLong(-5_000_000_000L);
    private final ClaimSightings sightings = new ClaimSightings(nanoTime::get);

    @Test
    void remembersTheLastClaimOfEachQueue() {
        sightings.saw("mail");
        pass(Duration.ofSeconds(3));
        sightings.saw("mail");
        sightings.saw("reports");
        pass(Duration.ofSeconds(2));

        assertThat(sightings.sinceLast("mail")).contains(Duration.ofSeconds(2));
        assertThat(sightings.sinceLast("reports")).contains(Duration.ofSeconds(2));
        assertThat(sightings.sinceLast("none")).isEmpty();
        assertThat(sightings.remembered()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void forgetsAllWhenThereAreTooManyQueuesAndSaysSinceWhenItRemembers() {
        for (int i = 0; i < ClaimSightings.MOST_QUEUES; i++) {
            sightings.saw("queue " + i);
        }
        pass(Duration.ofSeconds(9));
        sightings.saw("one too many");
        pass(Duration.ofSeconds(1));

        assertThat(sightings.sinceLast("queue 0")).isEmpty();
        assertThat(sightings.sinceLast("one too many")).contains(Duration.ofSeconds(1));
        assertThat(sightings.remembered()).isEqualTo(Duration.ofSeconds(1));
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
