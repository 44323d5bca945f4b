package dev.relay.job;

import static dev.relay.testing.JobRow.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.Schema;
import dev.relay.testing.TestDatabase;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.jpa.repository.NativeQuery;

/**
 * What looking at a queue costs when one queue has a backlog of half a million: the generic plans of the very statements, as
 * they ran.
 */
class QueueCountCostTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    /** One beyond the ten thousand at which a count stops. */
    private static final int ENTRIES = 10_001;
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
    private static final Pattern ROWS = Pattern.compile("Scan.*actual.*rows=([\\d.]+) loops");

    private static List<Long> beforeVacuum;

    @BeforeAll
    static void fillTables() throws SQLException {
        Schema.applyTo(DATABASE);
        JobTable table = new JobTable(DATABASE);
        table.insert(aJob().inQueue("large").withId("ready").times(250_000));
        table.insert(aJob().inQueue("large").withId("scheduled").dueIn(Duration.ofHours(1)).times(200_000));
        table.insert(aJob().inQueue("large").withId("running").leasedFor(Duration.ofHours(1)).times(50_000));
        table.insert(aJob().inQueue("small").withId("ready").times(3));
        table.execute("update job set permit_key = 'k' || seq % 3 where state = 'RUNNING'");
        table.execute(
                """
                        insert into dead_job (queue, id, timeout, rank, payload, run_at, created_at, died_at, reason)
                        select 'large', 'dead ' || n, 60, 0, '{}', now(), now(), now(), 'CANCELLED' from generate_series(1, 200000) n
                        """);
        table.execute("alter table job set (autovacuum_enabled = false)");
        table.execute("alter table dead_job set (autovacuum_enabled = false)");
        table.execute("analyze");
        beforeVacuum = List.of(buffersOfCount("large"), buffersOfCount("small"));
        table.execute("vacuum analyze job");
        table.execute("vacuum analyze dead_job");
        table.execute("vacuum analyze queue_setting");
    }

    private static long buffersOfCount(String queue) throws SQLException {
        return buffers(plan(QueueTallyRepository.class, "count", "varchar", "'" + queue + "'"));
    }

    /** Where pages are not known to be all visible an entry costs a look at its row, or at the whole table where that is less. */
    @Test
    void countsWithABoundedLookAlsoBeforeAnyVacuum() {
        assertThat(beforeVacuum).allSatisfy(buffers -> assertThat(buffers).isLessThan(5 * ENTRIES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", "small"})
    void countsAQueueWithABoundedLookAtEachIndex(String queue) throws SQLException {
        String plan = plan(QueueTallyRepository.class, "count", "varchar", "'" + queue + "'");

        assertThat(plan).contains("using job_pkey on job", "using job_ready on job", "using job_scheduled on job",
                "using job_running on job", "on dead_job").doesNotContain("Seq Scan", "Sort", "Bitmap");
        assertThat(rowsOfScans(plan)).isLessThanOrEqualTo(5 * ENTRIES);
        assertThat(buffers(plan)).as(plan).isLessThan(5_000);
    }

    @Test
    void findsTheNextQueueByTheHeadOfEach() throws SQLException {
        String plan = plan(QueueTallyRepository.class, "queueAfter", "varchar", "'large'");

        assertThat(plan).contains("on job", "on queue_setting").doesNotContain("Sort Method: external");
        assertThat(rowsOfScans(plan)).isLessThan(10);
        assertThat(buffers(plan)).as(plan).isLessThan(50);
    }

    @Test
    void countsTheJobsInFrontUpToABound() throws SQLException {
        String plan = plan(JobStandingRepository.class, "countAhead", "varchar, integer, timestamptz, bigint",
                "'large', 0, '2100-01-01', 0");

        assertThat(plan).contains("using job_ready on job", "ROW(rank, run_at, seq) <")
                .doesNotContain("Seq Scan", "Sort");
        assertThat(rowsOfScans(plan)).isEqualTo(ENTRIES);
        assertThat(buffers(plan)).as(plan).isLessThan(1_000);
    }

    @Test
    void countsPermitsNoFurtherThanTheLimit() throws SQLException {
        assertBoundedByTheLimit("countPermits", "varchar, integer", "'large', 100", "using job_permit on job");
        assertBoundedByTheLimit("countPermitsOfKey", "varchar, varchar, integer", "'large', 'k1', 100",
                "using job_permit on job");
        assertBoundedByTheLimit("countRunning", "integer", "100", "using job_running on job");
    }

    @Test
    void findsAJobByItsKey() throws SQLException {
        assertThat(plan(JobStandingRepository.class, "find", "varchar, varchar", "'large', 'ready-1'"))
                .contains("using job_pkey on job").doesNotContain("Seq Scan");
    }

    private static void assertBoundedByTheLimit(String name, String types, String values, String scan)
            throws SQLException {
        String plan = plan(JobStandingRepository.class, name, types, values);
        assertThat(plan).contains(scan).doesNotContain("Seq Scan", "Sort");
        assertThat(rowsOfScans(plan)).as(plan).isEqualTo(100);
        assertThat(buffers(plan)).as(plan).isLessThan(500);
    }

    private static long buffers(String plan) {
        Matcher first = BUFFERS.matcher(plan);
        assertThat(first.find()).as(plan).isTrue();
        return number(first.group(1)) + number(first.group(2));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static double rowsOfScans(String plan) {
        return ROWS.matcher(plan).results().filter(scan -> !scan.group().contains("Subquery"))
                .mapToDouble(scan -> Double.parseDouble(scan.group(1))).sum();
    }

    private static String plan(Class<?> repository, String name, String types, String values) throws SQLException {
        Method method = Arrays.stream(repository.getDeclaredMethods()).filter(m -> m.getName().equals(name)).findFirst()
                .orElseThrow();
        String sql = method.getAnnotation(NativeQuery.class).value();
        for (int n = 0; n < method.getParameterCount(); n++) {
            sql = sql.replaceAll(":" + method.getParameters()[n].getName() + "\\b", "\\$" + (n + 1));
        }
        try (Connection connection = DATABASE.open(); Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("set jit = off");
            statement.execute("prepare statement(" + types + ") as " + sql);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery(
                    "explain (analyze, buffers, costs off, timing off) execute statement(" + values + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
