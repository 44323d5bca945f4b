package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobRow;
import dev.relay.testing.JobTable;
import dev.relay.testing.Schema;
import dev.relay.testing.TestDatabase;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.jpa.repository.NativeQuery;

/** The generic plans of the very statements that the repositories run, on tables large enough for a choice to matter. */
class QueryPlanTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final Map<Class<?>, String> TYPES = Map.of(String.class, "varchar", int.class, "integer",
            String[].class, "varchar[]", Integer[].class, "integer[]", OffsetDateTime[].class,
            "timestamptz[]", Instant.class, "timestamptz", long.class, "bigint", double.class, "float8",
            boolean.class, "boolean");

    @BeforeAll
    static void fillTable() {
        Schema.applyTo(DATABASE);
        JobTable table = new JobTable(DATABASE);
        table.insert(JobRow.aJob().inQueue("large").withId("ready").times(200_000));
        table.insert(JobRow.aJob().inQueue("large").withId("scheduled").dueIn(Duration.ofHours(1)).times(200_000));
        table.insert(JobRow.aJob().inQueue("large").withId("running").leasedFor(Duration.ofHours(1)).times(2_000));
        table.execute("""
                update job set unique_key = id, fingerprint = 'f' || substr(id, length(id) - 2)
                where state = 'SCHEDULED' and id like '%7'
                """);
        table.execute(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload)
                        select 'large', 'archived-' || n, now(), now(), now(), now(), 0, 0, 0, 0, '1'
                        from generate_series(1, 20000) as n
                        """);
        table.execute("vacuum analyze archived_job");
        table.execute("vacuum analyze job");
    }

    @Test
    void claimWalksTheLineOfReadyJobs() throws SQLException {
        assertThat(plan(JobRepository.class, "claim")).contains("Index Scan using job_ready on job",
                "ROW(rank, run_at, seq) >=", "Tid Scan on job").doesNotContain("Seq Scan", "Sort", "Hash");
    }

    @Test
    void heartbeatGoesByTheKey() throws SQLException {
        assertThat(plan(JobRepository.class, "heartbeat")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
    }

    @Test
    void removeGoesByTheKey() throws SQLException {
        assertThat(plan(JobRepository.class, "remove")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
    }

    @Test
    void rescheduleGoesByTheKey() throws SQLException {
        assertThat(plan(JobRepository.class, "reschedule")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
    }

    @Test
    void promoterLooksIntoItsIndexOnly() throws SQLException {
        assertThat(plan(ScheduledJobRepository.class, "queuesWithDueJobs"))
                .contains("Index Only Scan using job_scheduled on job").doesNotContain("Seq Scan");
        assertThat(plan(ScheduledJobRepository.class, "secondsUntilNextDue"))
                .contains("Index Only Scan using job_scheduled on job").doesNotContain("Seq Scan");
    }

    @Test
    void promotionTakesWhatIsDueFromItsIndex() throws SQLException {
        assertThat(plan(ScheduledJobRepository.class, "promote")).contains("Index Scan using job_scheduled on job",
                "Tid Scan on job").doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void reaperLooksIntoItsIndexOnly() throws SQLException {
        assertThat(plan(LapsedJobRepository.class, "queuesWithLapsedJobs"))
                .contains("Index Only Scan using job_running on job").doesNotContain("Seq Scan");
    }

    @Test
    void reaperTakesWhatLapsedFromItsIndex() throws SQLException {
        assertThat(plan(LapsedJobRepository.class, "lockLapsed"))
                .contains("Index Scan using job_running on job").doesNotContain("Seq Scan", "Sort");
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "putBack", "deadLetter", "removeIntoArchive", "markAwaited"})
    void endingARunGoesByTheKey(String statement) throws SQLException {
        assertThat(plan(RunRepository.class, statement)).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
    }

    @Test
    void cancelGoesByTheNameThatIsGiven() throws SQLException {
        assertThat(plan(CancelRepository.class, "chooseById")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
        assertThat(plan(CancelRepository.class, "chooseByUniqueKey")).contains("using job_unique_key on job")
                .doesNotContain("Seq Scan");
        assertThat(plan(CancelRepository.class, "chooseByFingerprint")).contains("job_fingerprint")
                .doesNotContain("Seq Scan");
        assertThat(plan(CancelRepository.class, "deadLetter")).contains("job_pkey").doesNotContain("Seq Scan");
        assertThat(plan(CancelRepository.class, "request")).contains("job_pkey").doesNotContain("Seq Scan");
    }

    @Test
    void replacementFindsWhoHasTheUniqueKeyByItsIndex() throws SQLException {
        assertThat(plan(UniqueKeyRepository.class, "makeWay")).contains("Index Scan using job_unique_key on job")
                .doesNotContain("Seq Scan");
        assertThat(plan(UniqueKeyRepository.class, "holder")).contains("using job_unique_key on job")
                .doesNotContain("Seq Scan");
    }

    @Test
    void waitingForTheEndGoesByTheKey() throws SQLException {
        assertThat(plan(JobOutcomeRepository.class, "mark")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
        assertThat(plan(JobOutcomeRepository.class, "live")).contains("Index Scan using job_pkey on job")
                .doesNotContain("Seq Scan");
        assertThat(plan(JobOutcomeRepository.class, "trace")).contains("job_pkey on job", "dead_job_id on dead_job",
                "archived_job_other_pkey on archived_job_other").doesNotContain("Seq Scan", "Sort");
    }

    private static String plan(Class<?> repository, String name) throws SQLException {
        return plan(DATABASE, repository, name);
    }

    /** Returns the generic plan of the statement of a repository's method. */
    static String plan(DatabaseConnection database, Class<?> repository, String name) throws SQLException {
        Method method = Arrays.stream(repository.getDeclaredMethods()).filter(m -> m.getName().equals(name))
                .findFirst().orElseThrow();
        Parameter[] parameters = method.getParameters();
        String sql = method.getAnnotation(NativeQuery.class).value();
        for (int n = 0; n < parameters.length; n++) {
            sql = sql.replaceAll(":" + parameters[n].getName() + "\\b", "\\$" + (n + 1));
        }
        String types = Arrays.stream(parameters).map(p -> TYPES.get(p.getType())).collect(Collectors.joining(", "));
        String values = Arrays.stream(parameters).map(p -> "null").collect(Collectors.joining(", "));
        boolean any = parameters.length > 0;
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare statement" + (any ? "(" + types + ")" : "") + " as " + sql);
            return text(statement.executeQuery("explain execute statement" + (any ? "(" + values + ")" : "")));
        }
    }

    private static String text(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
        }
        return text.toString();
    }
}
