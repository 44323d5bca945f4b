package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.JobService;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that one replica changes takes effect on the other within a second, whether or not it can hear of it. */
@Timeout(60)
class SettingsNewsTest {

    private static final Duration SOON = Duration.ofSeconds(1);
    private final String queue = UUID.randomUUID().toString();
    private RelayServer one;
    private RelayServer two;

    @AfterEach
    void stop() {
        two.close();
        one.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pausesAndResumesAQueueOnAnotherReplica(boolean listening) {
        start(listening);
        Replicas.enqueue(one, queue, "1", "2");
        put(QueueLimits.PAUSED);
        await().atMost(SOON).until(() -> two.bean(QueueService.class).of(queue).paused());

        assertThat(two.bean(JobService.class).claim(queue, 1)).isEmpty();
        Waiting here = Waiting.inLine(one.bean(WaitingClaims.class), queue);
        Waiting there = Waiting.inLine(two.bean(WaitingClaims.class), queue);

        long begin = System.nanoTime();
        one.bean(QueueService.class).delete(queue);
        assertThat(List.of(here.id(), there.id())).containsExactlyInAnyOrder("1", "2");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsThoseWhoWaitOnAnotherReplicaHaveWhatALimitKeptFromThem(boolean listening) {
        start(listening);
        put(QueueLimits.maxRunning(1));
        await().atMost(SOON).until(() -> two.bean(QueueService.class).of(queue).isLimited());
        Replicas.enqueue(one, queue, "1", "2");
        assertThat(one.bean(JobService.class).claim(queue, 2)).hasSize(1);
        Waiting there = Waiting.begin(two.bean(WaitingClaims.class), Waiting.LONG, () -> false, queue);
        put(QueueLimits.maxRunning(2));

        assertThat(there.id()).isEqualTo("2");
    }

    private void put(QueueSettings settings) {
        one.bean(QueueService.class).put(queue, settings);
    }

    private void start(boolean listening) {
        DatabaseConnection database = TestDatabase.freshDatabase();
        if (!listening) {
            silence(database);
        }
        one = Replicas.startStill(database);
        two = Replicas.startStill(database);
        if (listening) {
            await().until(() -> two.bean(ReplicaNotifier.class).othersAreThere);
        }
    }

    /** As behind a PgBouncer that pools transactions: LISTEN and NOTIFY are taken, and nothing is ever heard. */
    private static void silence(DatabaseConnection database) {
        Replicas.sql(database, "create function public.pg_notify(text, text) returns void language sql as ''");
        Replicas.sql(database, "do $$ begin execute format('alter database %I set search_path = public, pg_catalog', "
                + "current_database()); end $$");
    }
}
