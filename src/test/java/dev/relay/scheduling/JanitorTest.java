package dev.relay.scheduling;

import static dev.relay.testing.LetterRow.aLetter;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.relay.queue.Backoff;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.AtOnce;
import dev.relay.testing.Http;
import dev.relay.testing.JobTable;
import dev.relay.testing.Logged;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas whose janitors work when a test says so: one after the other, or at once. */
class JanitorTest {

    private static Replicas replicas;
    private static JobTable table;

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        table = new JobTable(replicas.database);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @BeforeEach
    void empty() {
        table.execute("truncate dead_job, archived_job");
        table.execute("delete from queue_setting");
        settings().refresh();
    }

    @Test
    void purgesDeadLettersThatWereKeptForThirtyDays() {
        table.insert(aLetter().inQueue("mail").withId("old").diedAgo(Duration.ofDays(31)).times(2500));
        table.insert(aLetter().inQueue("mail").withId("new").diedAgo(Duration.ofDays(29)).times(3));

        janitor().purgeDeadLetters();

        assertThat(table.count("dead_job where id like 'old%'")).isZero();
        assertThat(table.count("dead_job")).isEqualTo(3);
    }

    @Test
    void keepsDeadLettersForAsLongAsTheirQueueSays() {
        put("short", false, Duration.ofDays(7), Duration.ofHours(1));
        put("ever", false, Duration.ofDays(7), Duration.ofDays(1_000_000_000));
        for (String queue : List.of("short", "default", "ever")) {
            table.insert(aLetter().inQueue(queue).diedAgo(Duration.ofHours(2)));
        }
        table.insert(aLetter().inQueue("ever").diedAgo(Duration.ofDays(10_000)));

        janitor().purgeDeadLetters();

        assertThat(table.count("dead_job where queue = 'short'")).isZero();
        assertThat(table.count("dead_job where queue = 'default'")).isEqualTo(1);
        assertThat(table.count("dead_job where queue = 'ever'")).isEqualTo(2);
    }

    @Test
    void goesByASettingThatAnotherReplicaHasChangedJustNow() {
        put("mail", false, Duration.ofDays(7), Duration.ofDays(365));
        table.insert(aLetter().inQueue("mail").diedAgo(Duration.ofDays(100)));

        replicas.two.bean(Janitor.class).purgeDeadLetters();

        assertThat(table.count("dead_job")).isEqualTo(1);
    }

    @Test
    void doesNothingTheSecondTime() {
        table.insert(aLetter().diedAgo(Duration.ofDays(31)).times(10));
        archived("mail", "now() - interval '30 days'", 10);

        List<ILoggingEvent> first = Logged.by(Janitor.class, JanitorTest::workAsAJanitor);
        List<ILoggingEvent> second = Logged.by(Janitor.class, JanitorTest::workAsAJanitor);

        assertThat(first).extracting(ILoggingEvent::getFormattedMessage)
                .contains("Purged 10 dead letters of 1 queues: they were kept as long as their queues say",
                        "Purged 10 archived jobs of 1 queues: they were kept as long as their queues say");
        assertThat(second).extracting(ILoggingEvent::getLevel).containsOnly(Level.TRACE);
    }

    @Test
    void sharesTheWorkWithAnotherReplicaAtTheSameTime() {
        for (int queue = 0; queue < 5; queue++) {
            table.insert(aLetter().inQueue("q" + queue).diedAgo(Duration.ofDays(31)).times(3000));
            table.insert(aLetter().inQueue("q" + queue).withId("new").times(5));
            archived("q" + queue, "now() - interval '30 days'", 3000);
            archived("q" + queue, "now()", 5);
        }

        AtOnce.run(replicas.both().stream().map(server -> (Callable<Boolean>) () -> {
            workAsAJanitor(server);
            return true;
        }).toList());

        assertThat(table.count("dead_job")).isEqualTo(25);
        assertThat(table.count("archived_job")).isEqualTo(25);
    }

    @Test
    void countsWhatItPurged() {
        table.insert(aLetter().inQueue("counted").diedAgo(Duration.ofDays(31)).times(4));

        janitor().purgeDeadLetters();

        assertThat(new Http(replicas.one.address()).get("/actuator/prometheus").body())
                .contains("relay_dead_letters_purged_total{queue=\"counted\"} 4.0");
    }

    @Test
    void hasADayForWhatCompletesTodayAndInTheNextDays() {
        archived("mail", "now()", 1);
        archived("mail", "now() + interval '3 days'", 1);

        assertThat(table.count("archived_job_other")).isZero();
        assertThat(table.count("archived_job")).isEqualTo(2);
    }

    @Test
    void takesOverWhatCompletedBeforeItsDayWasThere() {
        table.execute("drop table " + today());
        archived("mail", "now()", 5);
        assertThat(table.count("archived_job_other")).isEqualTo(5);

        AtOnce.run(replicas.both().stream().map(server -> (Callable<Boolean>) () -> {
            server.bean(Janitor.class).keepArchiveDays();
            return true;
        }).toList());

        assertThat(table.count("archived_job_other")).isZero();
        assertThat(table.count(today())).isEqualTo(5);
    }

    @Test
    void dropsADayThatNoQueueKeepsAnyMore() {
        put("long", true, Duration.ofDays(20), Duration.ofDays(30));
        makeDay(22);
        makeDay(19);
        archived("long", "now() - interval '22 days'", 3);
        archived("long", "now() - interval '19 days'", 3);

        janitor().keepArchiveDays();

        assertThat(table.count("archived_job")).isEqualTo(3);
        assertThat(days()).contains(day(19)).doesNotContain(day(22));
    }

    @Test
    void purgesTheArchiveOfAQueueThatKeepsItForLess() {
        put("short", true, Duration.ofHours(1), Duration.ofDays(30));
        archived("short", "now() - interval '2 hours'", 2500);
        archived("short", "now()", 2);
        archived("default", "now() - interval '2 hours'", 2);

        janitor().purgeArchive();

        assertThat(table.count("archived_job where queue = 'short'")).isEqualTo(2);
        assertThat(table.count("archived_job where queue = 'default'")).isEqualTo(2);
    }

    @Test
    void leavesLiveJobsAlone() {
        table.execute(
                """
                        insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at)
                        values ('mail', 'ancient', 1, 0, '{}', now() - interval '9 years', 'READY', now() - interval '9 years', now())
                        on conflict do nothing""");

        workAsAJanitor();

        assertThat(table.count("job where id = 'ancient'")).isEqualTo(1);
    }

    private static void workAsAJanitor() {
        workAsAJanitor(replicas.one);
    }

    private static void workAsAJanitor(RelayServer server) {
        Janitor janitor = server.bean(Janitor.class);
        janitor.purgeDeadLetters();
        janitor.purgeArchive();
        janitor.keepArchiveDays();
    }

    private static Janitor janitor() {
        return replicas.one.bean(Janitor.class);
    }

    private static QueueService settings() {
        return replicas.one.bean(QueueService.class);
    }

    private static void put(String queue, boolean archive, Duration archiveRetention, Duration deadLetterRetention) {
        settings().put(queue, new QueueSettings(false, null, null, null, Backoff.DEFAULT, 100, 100, archive,
                archiveRetention, deadLetterRetention));
    }

    private static void archived(String queue, String at, int times) {
        table.execute(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload)
                        select '%s', n, at, at, at, at, 0, 0, 0, 0, '{}' from generate_series(1, %d) n, (select %s as at) a"""
                        .formatted(queue, times, at));
    }

    private static void makeDay(int daysAgo) {
        table.row("select make_archive_day(cast(now() at time zone 'UTC' as date) - %d)".formatted(daysAgo));
    }

    private static String today() {
        return day(0);
    }

    private static String day(int daysAgo) {
        return (String) table.row("""
                select 'archived_job_' || to_char(cast(now() at time zone 'UTC' as date) - %d, 'YYYYMMDD') as day
                """.formatted(daysAgo)).get("day");
    }

    private static List<String> days() {
        return table.rows(
                "select inhrelid::regclass::text as day from pg_inherits where inhparent = 'archived_job'::regclass")
                .stream().map(row -> (String) row.get("day")).filter(day -> day.startsWith("archived_job_2")).toList();
    }
}
