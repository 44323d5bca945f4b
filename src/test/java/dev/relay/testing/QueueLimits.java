package dev.relay.testing;

import static org.awaitility.Awaitility.await;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.queue.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of queues that differ from the defaults in their limits only. */
public final class QueueLimits {

    public static final QueueSettings PAUSED = settings(true, null, null, null);

    private QueueLimits() {}

    public static QueueSettings maxRunning(int permits) {
        return settings(false, permits, null, null);
    }

    public static QueueSettings maxRunningPerKey(int permits) {
        return settings(false, null, permits, null);
    }

    public static QueueSettings rate(Rate rate) {
        return settings(false, null, null, rate);
    }

    public static QueueSettings settings(boolean paused, @Nullable Integer maxRunning, @Nullable Integer perKey,
            @Nullable Rate rate) {
        QueueSettings d = QueueSettings.DEFAULT;
        return new QueueSettings(paused, maxRunning, perKey, rate, d.backoff(), d.maxLapses(), d.maxReschedules(),
                d.archive(), d.archiveRetention(), d.deadLetterRetention());
    }

    /** Sets the limits of a queue by the first of the servers, and returns when all know. */
    public static void put(List<RelayServer> servers, String queue, QueueSettings settings) {
        servers.getFirst().bean(QueueService.class).put(queue, settings);
        await().until(() -> servers.stream()
                .allMatch(server -> server.bean(QueueService.class).of(queue).equals(settings)));
    }
}
