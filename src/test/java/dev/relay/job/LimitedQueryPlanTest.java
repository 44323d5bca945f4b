package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.Schema;
import dev.relay.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The generic plans of claims from limited queues, beside large queues, and in one where a single key has nearly all jobs. */
class LimitedQueryPlanTest {

    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();

    @BeforeAll
    static void fillTable() {
        Schema.applyTo(DATABASE);
        JobTable table = new JobTable(DATABASE);
        table.execute("""
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at, permit_key,
                                 claimed_at, lease_expires_at, run_id)
                select case when n % 3 = 0 then 'plain' else 'limited' end, n, 60, 0, '1', now(), s.state, now(), now(),
                       case when n % 3 > 0 then case when n % 100 = 1 then 'key ' || n % 1000 else 'large' end end,
                       s.at, s.at, case when s.at is not null then gen_random_uuid() end
                from generate_series(1, 300000) n,
                     lateral (select case when n % 50 = 0 then 'RUNNING' else 'READY' end as state,
                                     case when n % 50 = 0 then now() end as at) s
                """);
        table.execute("insert into queue_setting (queue, max_running) values ('', 10), ('limited', 5)");
        table.execute("vacuum analyze job");
        table.execute("vacuum analyze queue_setting");
    }

    @Test
    void countsPermitsInTheirIndex() throws SQLException {
        assertThat(plan("limits")).contains("Index Only Scan using job_permit on job")
                .doesNotContain("Seq Scan on job");
        assertThat(plan("permitsInUse")).contains("Index Only Scan using job_permit on job")
                .doesNotContain("Seq Scan on job");
    }

    @Test
    void countsWhatRunsInTotalInTheIndexOfRunningJobs() throws SQLException {
        assertThat(plan("countRunning")).contains("Index Only Scan using job_running on job");
    }

    @Test
    void marksWhatRunsByTheIndexOfRunningJobs() throws SQLException {
        assertThat(plan("markRunning")).contains("Index Scan using job_running on job").doesNotContain("Seq Scan");
    }

    @Test
    void claimWalksTheLineOfReadyJobs() throws SQLException {
        assertThat(plan("claim")).contains("Index Scan using job_ready on job",
                "ROW(rank, run_at, seq) >=", "Tid Scan on job").doesNotContain("Seq Scan", "Sort", "Hash");
    }

    @Test
    void keysAreWalkedOneByOne() throws SQLException {
        assertThat(plan("keysWithReadyJobs")).contains("Index Only Scan using job_ready_by_key on job",
                "Index Only Scan using job_permit on job").doesNotContain("Seq Scan", "job_pkey");
    }

    @Test
    void claimByKeyTakesTheHeadOfEachLine() throws SQLException {
        assertThat(plan("claimByKey")).contains("Index Scan using job_ready_by_key on job",
                "Index Scan using job_ready on job", "Tid Scan on job").doesNotContain("Seq Scan", "Hash");
    }

    @Test
    void sweepWalksTheLine() throws SQLException {
        assertThat(plan("firstWithoutKey")).contains("Index Scan using job_ready on job").doesNotContain("Seq Scan",
                "Sort");
        assertThat(plan("positionBehind")).contains("using job_ready on job").doesNotContain("Seq Scan", "Sort");
    }

    private static String plan(String name) throws SQLException {
        return QueryPlanTest.plan(DATABASE, LimitedClaimRepository.class, name);
    }
}
