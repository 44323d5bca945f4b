package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.Http;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gauges as a scrape shows them: here two queues have a name, a count stops at five, and every scrape reads anew. */
class QueueGaugesTest {

    private static DatabaseConnection database;
    private static RelayServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        database = TestDatabase.freshDatabase();
        server = RelayServer.start(database, "relay.metrics.max-queues=2", "relay.metrics.max-count=5",
                "relay.metrics.gauge-interval=0s", "relay.scheduling.reap-interval=1h",
                "relay.scheduling.promote-interval=1h");
        http = new Http(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("truncate job, dead_job");
    }

    @Test
    void countsDeadLettersUpToTheBoundAlsoOfQueuesWithoutJobs() throws SQLException {
        insert("a", 1, "READY");
        insertDead("a", 2);
        insertDead("b", 1000);
        insertDead("c", 1);
        insertDead("d", 1);

        assertThat(scrape()).contains("relay_dead_letters{queue=\"a\"} 2.0", "relay_dead_letters{queue=\"b\"} 5.0",
                "relay_dead_letters{queue=\"other\"} 2.0").doesNotContain("queue=\"c\"");
    }

    @Test
    void countsTheJobsOfAQueueByState() throws SQLException {
        insert("mail", 3, "READY");
        insert("mail", 2, "SCHEDULED");
        insert("mail", 1, "RUNNING");

        String scrape = scrape();

        assertThat(scrape).contains("relay_jobs_ready{queue=\"mail\"} 3.0")
                .contains("relay_jobs_scheduled{queue=\"mail\"} 2.0")
                .contains("relay_jobs_running{queue=\"mail\"} 1.0");
    }

    @Test
    void showsForHowLongTheOldestReadyJobHasBeenDue() throws SQLException {
        insert("mail", 2, "READY");
        execute("update job set run_at = now() - interval '1 hour' where id = '1'");

        assertThat(scrape()).containsPattern("relay_jobs_oldest_ready_age_seconds\\{queue=\"mail\"} 36\\d\\d\\.");
    }

    @Test
    void stopsCountingAtTheBound() throws SQLException {
        insert("mail", 1000, "READY");
        insert("mail", 1000, "SCHEDULED");
        insert("mail", 1000, "RUNNING");

        assertThat(scrape()).contains("relay_jobs_ready{queue=\"mail\"} 5.0")
                .contains("relay_jobs_scheduled{queue=\"mail\"} 5.0")
                .contains("relay_jobs_running{queue=\"mail\"} 5.0");
    }

    @Test
    void countsQueuesBeyondTheBoundTogetherAsOther() throws SQLException {
        for (String queue : new String[]{"a", "b", "c", "d"}) {
            insert(queue, 1, "READY");
            insert(queue, 1, "SCHEDULED");
        }

        String scrape = scrape();

        assertThat(scrape).contains("relay_jobs_ready{queue=\"b\"} 1.0", "relay_jobs_ready{queue=\"other\"} 2.0",
                "relay_jobs_scheduled{queue=\"other\"} 2.0").doesNotContain("relay_jobs_ready{queue=\"c\"}");
    }

    @Test
    void showsZeroOnceForAQueueThatHasEmptiedAndThenForgetsIt() throws SQLException {
        insert("mail", 1, "READY");
        scrape();
        execute("truncate job");
        server.bean(QueueGauges.class).readIfDue();

        assertThat(http.get("/actuator/metrics/relay.jobs.ready").body()).contains("\"value\":0.0");

        assertThat(scrape()).doesNotContain("relay_jobs_ready{queue=\"mail\"}");
    }

    @Test
    void answersAScrapeWhileTheStoreCannotBeRead() throws SQLException {
        insert("mail", 1, "READY");
        scrape();
        execute("alter table job rename to gone");
        try {
            assertThat(scrape()).contains("relay_queues NaN").contains("relay_jobs_ready{queue=\"mail\"} NaN");
        } finally {
            execute("alter table gone rename to job");
        }
    }

    /** Twice: a queue that a scrape is the first to find has its gauges from the next one on. */
    private static String scrape() {
        http.get("/actuator/prometheus");
        return http.get("/actuator/prometheus").body();
    }

    private static void insert(String queue, int jobs, String state) throws SQLException {
        execute("""
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at,
                                 claimed_at, lease_expires_at, run_id)
                select '%1$s', coalesce((select max(id::integer) from job where queue = '%1$s'), 0) + n, 30, 0, 'null',
                       now() + (case when '%2$s' = 'SCHEDULED' then '1 hour' else '0' end)::interval, '%2$s', now(), now(),
                       lease.at, lease.at, case when '%2$s' = 'RUNNING' then gen_random_uuid() end
                from generate_series(1, %3$d) n,
                     (select case when '%2$s' = 'RUNNING' then now() end as at) lease
                """
                .formatted(queue, state, jobs));
    }

    private static void insertDead(String queue, int letters) throws SQLException {
        execute("""
                insert into dead_job (queue, id, timeout, rank, payload, run_at, created_at, died_at, reason)
                select '%s', n, 30, 0, 'null', now(), now(), now(), 'FATAL' from generate_series(1, %d) n
                """.formatted(queue, letters));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
