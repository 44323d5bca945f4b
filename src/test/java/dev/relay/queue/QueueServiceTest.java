package dev.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.AtOnce;
import dev.relay.testing.SharedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Settings as this replica keeps them, and as the store has them. */
class QueueServiceTest {

    private static final int REPEATED = 40;

    private final QueueService queues = SharedServer.server().bean(QueueService.class);
    private final String queue = SharedServer.newQueue();

    @Test
    void keepsNothingOlderThanWhatItWrote() {
        List<Boolean> seen = AtOnce.run(IntStream.range(0, 8).<Callable<Boolean>>mapToObj(n -> () -> {
            boolean seenEach = true;
            for (int limit = 0; limit < REPEATED; limit++) {
                queues.put(queue + n, withMaxRunning(limit));
                seenEach &= Integer.valueOf(limit).equals(queues.of(queue + n).maxRunning());
            }
            return seenEach;
        }).toList());

        assertThat(seen).containsOnly(true);
    }

    @Test
    void pausesAndResumesWithoutTouchingAnythingElse() {
        QueueSettings settings = new QueueSettings(false, 3, 2, new Rate(5, Duration.ofMillis(1500)),
                new Backoff.Lakh(), 7, 0, true, Duration.ofSeconds(90), Duration.ZERO);
        queues.put(queue, settings);

        queues.pause(queue);
        assertThat(queues.of(queue).paused()).isTrue();
        queues.resume(queue);
        assertThat(queues.of(queue)).isEqualTo(settings);
        assertThat(queues.read(List.of(queue, "none"))).isEqualTo(
                Map.of(queue, settings, "none", QueueSettings.DEFAULT));
    }

    @Test
    void returnsToTheDefaults() {
        queues.pause(queue);
        queues.delete(queue);

        assertThat(queues.of(queue)).isEqualTo(QueueSettings.DEFAULT);
        assertThat(queues.all()).doesNotContainKey(queue);
    }

    @Test
    void knowsWhenTheNextTokenComes() {
        assertThat(queues.untilNextToken(queue)).isZero();

        queues.put(queue, new QueueSettings(false, null, null, new Rate(10, Duration.ofHours(1)), Backoff.DEFAULT, 100,
                100, false, Duration.ofDays(7), Duration.ofDays(30)));
        assertThat(queues.untilNextToken(queue)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));

        fillBucketSince("359 seconds");
        assertThat(queues.untilNextToken(queue)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
        fillBucketSince("361 seconds");
        assertThat(queues.untilNextToken(queue)).isZero();
        fillBucketSince("-1 hour");
        assertThat(queues.untilNextToken(queue)).isEqualTo(Duration.ofMinutes(6));
    }

    private void fillBucketSince(String ago) {
        SharedServer.change("update queue_setting set rate_filled_at = now() - cast(? as interval) where queue = ?",
                ago, queue);
    }

    private static QueueSettings withMaxRunning(int limit) {
        return new QueueSettings(false, limit, null, null, Backoff.DEFAULT, 100, 100, false, Duration.ofDays(7),
                Duration.ofDays(30));
    }
}
