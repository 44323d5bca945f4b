package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.Schema;
import dev.relay.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The generic plans of the statements about an archive of thirty days, which touch a few pages of each day, or of one. */
class ArchivePlanTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final int DAYS = 30;

    @BeforeAll
    static void fillTable() {
        Schema.applyTo(DATABASE);
        JobTable table = new JobTable(DATABASE);
        table.rows("select make_archive_day(date '2026-01-01' + n) from generate_series(0, %d) n".formatted(DAYS - 1));
        table.execute(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload)
                        select 'large', case when n < 200 then 'job-' || n else 'nightly' end, at, at, at, at, 0, 0, 0, 0, '{}'
                        from generate_series(1, 150000) n,
                             lateral (select timestamptz '2026-01-01 00:00Z' + make_interval(secs => n * 17) as at) a""");
        table.execute("vacuum analyze archived_job");
    }

    @Test
    void mergesTheDaysInTheOrderOfTime() throws SQLException {
        Explained first = Explained.run(DATABASE, ArchivedJobRepository.class, "newest", "'large'", "'9999-12-31'",
                "''",
                "101");
        Explained last = Explained.run(DATABASE, ArchivedJobRepository.class, "newest", "'large'",
                "'2026-01-03 12:00Z'", "'job-7'", "101");

        assertThat(first.plan()).contains("Merge Append", "completed").doesNotContain("Seq Scan on archived_job_2");
        assertThat(first.buffers()).isLessThan(10 * DAYS + 101);
        assertThat(last.plan()).contains("Subplans Removed");
        assertThat(last.buffers()).isLessThan(first.buffers());
    }

    @Test
    void findsTheLatestOfAnIdInEachDay() throws SQLException {
        Explained latest = Explained.run(DATABASE, ArchivedJobRepository.class, "newestOfId", "'large'", "'job-77'",
                "'9999-12-31'", "2");

        Explained none = Explained.run(DATABASE, ArchivedJobRepository.class, "newestOfId", "'large'", "'none'",
                "'9999-12-31'", "2");

        assertThat(latest.plan()).doesNotContain("Seq Scan on archived_job_2");
        assertThat(latest.buffers()).isLessThan(5 * DAYS);
        assertThat(none.buffers()).isLessThan(5 * DAYS);
    }

    @Test
    void purgesTheOldestOfAQueue() throws SQLException {
        Explained old = Explained.run(DATABASE, ArchivedJobRepository.class, "old", "'large'", "'0001-01-01'", "60",
                "1000");
        Explained delete = Explained.run(DATABASE, ArchivedJobRepository.class, "delete", "'large'", "'{job-1,job-2}'",
                "'{2026-01-01 00:00:17Z,2026-01-01 00:00:34Z}'");

        assertThat(old.plan()).doesNotContain("Seq Scan on archived_job_2");
        assertThat(old.buffers()).isLessThan(10 * DAYS + 1000);
        assertThat(delete.plan()).doesNotContain("Seq Scan on archived_job_2", "Hash");
        assertThat(delete.buffers()).isLessThan(50);
    }

    @Test
    void walksTheQueuesByTheOldestOfEach() throws SQLException {
        Explained walk = Explained.run(DATABASE, ArchivedJobRepository.class, "oldestOfQueueAfter", "''");

        assertThat(walk.plan()).doesNotContain("Seq Scan on archived_job_2");
        assertThat(walk.buffers()).isLessThan(5 * DAYS);
    }
}
