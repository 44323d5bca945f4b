package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.Schema;
import dev.relay.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A million dead letters in one queue, and the statements about them by their generic plans: none reads the table, and a page
 * far down costs what the first one does, in pages of the database that it touches.
 */
class MillionDeadLettersTest {

    private static final int LETTERS = Integer.getInteger("relay.test.dead-letters", 1_000_000);
    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final JobTable TABLE = new JobTable(DATABASE);
    private static final String FIRST_PAGE = Long.toString(Long.MAX_VALUE);

    @BeforeAll
    static void fillTable() {
        Schema.applyTo(DATABASE);
        TABLE.execute(
                """
                        insert into dead_job (queue, id, died_at, run_at, created_at, timeout, rank, reason, payload, fingerprint,
                                              unique_key, error_type, attempts)
                        select 'large', 'job-' || n %% 200000, now() - make_interval(secs => %1$d - n), now(), now(), 30, 0,
                               (array['RETRIES_SPENT', 'UNPROCESSABLE', 'FATAL', 'CANCELLED', 'POISON'])[1 + n %% 5],
                               '{"n": 1}', 'customer-' || n %% 1000, case when n %% 2 = 0 then 'key-' || n %% 5000 end,
                               'Error' || n %% 50, '[{"attempt": 1}]'
                        from generate_series(1, %1$d) n"""
                        .formatted(LETTERS));
        TABLE.execute("""
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at, unique_key)
                select 'large', 'live-' || n, 30, 0, '{}', now(), 'READY', now(), now(), 'live-' || n
                from generate_series(1, 100000) n""");
        TABLE.execute("vacuum analyze dead_job");
        TABLE.execute("vacuum analyze job");
    }

    @AfterAll
    static void emptyTable() {
        TABLE.execute("truncate dead_job, job");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "newest, dead_job_pkey, -, -, -, -, -",
            "byReason, dead_job_reason, POISON, -, -, -, -",
            "byFingerprint, dead_job_fingerprint, -, -, customer-77, -, -",
            "byErrorType, dead_job_error_type, -, -, -, -, Error7",
            "byUniqueKey, dead_job_unique_key, -, -, -, key-42, -",
            "byFingerprint, dead_job_fingerprint, POISON, -, customer-79, -, -",
            "byErrorType, dead_job_error_type, -, -, customer-77, -, Error27",
            "newest, dead_job_pkey, -, -, -, -, ErrorUnknown"})
    void findsEveryPageForTheCostOfTheFirst(String statement, String index, String reason, String id,
            String fingerprint, String uniqueKey, String errorType) throws SQLException {
        List<Long> costs = new ArrayList<>();
        for (String before : List.of(FIRST_PAGE, at(0.9), at(0.5), at(0.25), at(0.1))) {
            Explained page = Explained.run(DATABASE, DeadLetterSearchRepository.class, statement, "'large'",
                    quoted(reason), quoted(id), quoted(fingerprint), quoted(uniqueKey), quoted(errorType),
                    "'0001-01-01'", "'9999-01-01'", before, Integer.toString(DeadLetterSearch.LOOK), "101");
            assertThat(page.plan()).contains("Index Scan Backward using " + index)
                    .doesNotContain("Seq Scan", "Sort", "Hash", "Bitmap");
            costs.add(page.buffers());
        }
        assertThat(costs).allSatisfy(cost -> assertThat(cost).isBetween(1L, 3 * costs.getFirst()));
        assertThat(costs.getFirst()).isLessThan(2L * DeadLetterSearch.LOOK);
    }

    /** All that the statistics have seen is one reason: a plan that drops what has another would read all letters here. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"byReason, FATAL, -, -, -, -", "byId, -, none, -, -, -",
            "byFingerprint, -, -, none, -, -", "byUniqueKey, -, -, -, none, -", "byErrorType, -, -, -, -, none"})
    void findsOutAtOnceThatNoneHasSuchAName(String statement, String reason, String id, String fingerprint,
            String uniqueKey, String errorType) throws SQLException {
        Explained page = Explained.run(DATABASE, DeadLetterSearchRepository.class, statement, "'large'", quoted(reason),
                quoted(id), quoted(fingerprint), quoted(uniqueKey), quoted(errorType), "'0001-01-01'", "'9999-01-01'",
                FIRST_PAGE, "10000", "101");

        assertThat(page.buffers()).isLessThan(50);
    }

    @Test
    void findsAllOfAnId() throws SQLException {
        Explained page = Explained.run(DATABASE, DeadLetterSearchRepository.class, "byId", "'large'", "null",
                "'job-77'", "null", "null", "null", "'0001-01-01'", "'9999-01-01'", FIRST_PAGE, "10000", "101");

        assertThat(page.plan()).contains("Index Scan Backward using dead_job_id").doesNotContain("Seq Scan", "Sort");
        assertThat(page.buffers()).isLessThan(20);
    }

    @Test
    void readsThePageByTheKey() throws SQLException {
        Explained page = Explained.run(DATABASE, DeadLetterRepository.class, "read", "'large'", seqs(0.5, 1000, 100));

        assertThat(page.plan()).contains("Index Scan").contains("dead_job_pkey").doesNotContain("Seq Scan");
        assertThat(page.buffers()).isLessThan(2 * 1000);
    }

    @ParameterizedTest
    @CsvSource({"0.9", "0.5", "0.1"})
    void retriesAPortionForTheCostOfThePortion(double where) throws SQLException {
        Explained retry = Explained.run(DATABASE, DeadLetterRepository.class, "retry", "'large'",
                seqs(where, 1000, 7), "'{" + String.join(",", Collections.nCopies(1000, "0")) + "}'", "'1970-01-01'",
                "null");

        assertThat(retry.plan()).contains("Index Scan using dead_job_pkey", "Index Only Scan using job_pkey",
                "Index Only Scan using job_unique_key").doesNotContain("Seq Scan", "Hash", "Merge");
        // Of each job: its letter, whether it or its unique key lives, and the entries in eight indexes of what it becomes.
        assertThat(retry.buffers()).isLessThan(60 * 1000);
    }

    @Test
    void deletesAPortionByTheKey() throws SQLException {
        Explained delete = Explained.run(DATABASE, DeadLetterRepository.class, "delete", "'large'",
                seqs(0.5, 1000, 7));

        assertThat(delete.plan()).contains("dead_job_pkey").doesNotContain("Seq Scan");
        assertThat(delete.buffers()).isLessThan(10 * 1000);
    }

    @Test
    void purgesTheOldestOnly() throws SQLException {
        Explained purge = Explained.run(DATABASE, DeadLetterRepository.class, "purge", "'large'", "0", "3600", "1000");
        Explained nothing = Explained.run(DATABASE, DeadLetterRepository.class, "purge", "'large'", "0", "1e9", "1000");

        assertThat(purge.plan()).contains("Index Scan using dead_job_pkey").doesNotContain("Seq Scan", "Sort", "Hash");
        assertThat(purge.buffers()).isLessThan(10 * 1000);
        assertThat(nothing.buffers()).isLessThan(1000);
    }

    @Test
    void walksTheQueuesByTheOldestOfEach() throws SQLException {
        Explained walk = Explained.run(DATABASE, DeadLetterRepository.class, "oldestOfQueueAfter", "''");

        assertThat(walk.plan()).contains("Index Scan using dead_job_pkey").doesNotContain("Seq Scan", "Sort");
        assertThat(walk.buffers()).isLessThan(20);
    }

    @Test
    void countsNoFurtherThanItsBound() throws SQLException {
        assertThat(Explained.run(DATABASE, DeadLetterRepository.class, "count", "'large'", "10000").plan())
                .contains("Index Only Scan").doesNotContain("Seq Scan");
        assertThat(Explained.run(DATABASE, DeadLetterRepository.class, "countAfter", "''", "10000").plan())
                .contains("Index Only Scan").doesNotContain("Seq Scan");
    }

    private static String at(double part) {
        return Long.toString((long) (LETTERS * part));
    }

    private static String seqs(double where, int number, int apart) {
        long first = (long) (LETTERS * where);
        return LongStream.range(0, number).mapToObj(n -> Long.toString(first + n * apart))
                .collect(Collectors.joining(",", "'{", "}'"));
    }

    private static String quoted(String value) {
        return value == null ? "null" : "'" + value + "'";
    }
}
