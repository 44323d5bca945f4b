package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.job.Ending;
import dev.relay.job.JobKey;
import dev.relay.job.JobOutcome;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs end behind the server's back, as if another replica had ended them and its notification were lost. */
@Timeout(60)
class LostEndingTest {

    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static WaitingOutcomes outcomes;
    private final String queue = UUID.randomUUID().toString();
    private final JobKey key = new JobKey(queue, "1");

    @BeforeAll
    static void start() {
        server = RelayServer.start(database, "relay.waiting.recheck-interval=300ms");
        outcomes = server.bean(WaitingOutcomes.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isMadeUpForByTheNextLook() {
        Replicas.enqueue(server, queue, "1");
        WaitingOutcome waiting = begin();
        Replicas.sql(database, """
                with gone as (delete from job where queue = '%s' returning *)
                insert into dead_job (queue, id, died_at, created_at, run_at, timeout, rank, payload, reason)
                select queue, id, now(), created_at, run_at, timeout, rank, payload, 'POISON' from gone
                """.formatted(queue));

        assertThat(waiting.outcome()).isInstanceOfSatisfying(JobOutcome.Ended.class, ended -> {
            assertThat(ended.ending()).isEqualTo(Ending.POISON);
            assertThat(ended.error()).isNull();
        });
    }

    @Test
    void isUnknownWhenNothingIsKept() {
        Replicas.enqueue(server, queue, "1");
        WaitingOutcome waiting = begin();
        Replicas.sql(database, "delete from job where queue = '" + queue + "'");

        assertThat(waiting.outcome()).isInstanceOf(JobOutcome.Unknown.class);
    }

    @Test
    void marksAJobAnewThatLostItsMark() {
        Replicas.enqueue(server, queue, "1");
        WaitingOutcome waiting = begin();
        Replicas.sql(database, "update job set awaited = false where queue = '" + queue + "'");

        Awaitility.await().until(() -> marked() == 1);
        waiting.thread().interrupt();
    }

    @Test
    void costsOneStatementForAllThatWait() {
        Replicas.countStatements(database);
        String[] ids = IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toArray(String[]::new);
        Replicas.enqueue(server, queue, ids);
        var waiting = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> WaitingOutcome.begin(outcomes, Waiting.LONG, () -> false, new JobKey(queue, "" + i)))
                .toList();
        Awaitility.await().until(() -> marked() == 50);
        Replicas.countStatements(database);
        Awaitility.await().until(() -> looks() >= 2);

        assertThat(looks()).isLessThanOrEqualTo(4);
        waiting.forEach(one -> one.thread().interrupt());
    }

    private WaitingOutcome begin() {
        WaitingOutcome waiting = WaitingOutcome.begin(outcomes, Waiting.LONG, () -> false, key);
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> marked() == 1);
        return waiting;
    }

    private long marked() {
        return Replicas.sql(database, "select count(*) from job where awaited and queue = '" + queue + "'");
    }

    private static long looks() {
        return Replicas.sql(database, """
                select coalesce(sum(calls), 0) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                  and query like '%join job j on j.queue = w.queue%'
                """);
    }
}
