package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs are put in behind the server's back, as if another replica had enqueued them and its notification were lost. */
@Timeout(60)
class LostNotificationTest {

    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static WaitingClaims claims;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = RelayServer.start(database, "relay.waiting.recheck-interval=200ms");
        claims = server.bean(WaitingClaims.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isMadeUpForByTheNextLook() {
        Waiting waiting = Waiting.inLine(claims, queue);
        insert("1");

        assertThat(waiting.id()).isEqualTo("1");
    }

    @Test
    void isMadeUpForWhileTheListenerIsAwayWhichComesBack() {
        await().until(() -> listener() != 0);
        long before = listener();
        Waiting waiting = Waiting.inLine(claims, queue);
        Replicas.sql(database, "select pg_terminate_backend(" + before + ")");
        insert("1");

        assertThat(waiting.id()).isEqualTo("1");
        await().until(() -> listener() != 0 && listener() != before);
    }

    @Test
    void isNotCausedByAMessageThatMakesNoSense() {
        await().until(() -> listener() != 0);
        long before = listener();
        for (String message : List.of("", "ready", "ready x", "ready x y z", "later x y", "ready x 1", "here x")) {
            Replicas.sql(database, "select pg_notify('" + ReplicaChannel.NAME + "', '" + message + "')");
        }
        await().until(() -> server.bean(ReplicaNotifier.class).othersAreThere);

        assertThat(listener()).isEqualTo(before);
    }

    private void insert(String id) {
        Replicas.sql(database, """
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at)
                values ('%s', '%s', 60, 0, '1', now(), 'READY', now(), now())
                """.formatted(queue, id));
    }

    private static long listener() {
        return Replicas.sql(database, """
                select max(pid) from pg_stat_activity
                where datname = current_database() and application_name = 'relay-listener'
                """);
    }
}
