package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.JobTable;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One key cannot take the whole queue, nor keep others from it, however many jobs it has. */
class PermitKeyTest {

    private static Replicas replicas;
    private static JobTable table;
    private final String queue = "q-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        table = new JobTable(replicas.database);
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void mergesTheLinesOfKeysAndOfJobsWithoutOne() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunningPerKey(2));
        insert("a", 1, 4);
        insert(null, 5, 6);
        insert("b", 7, 9);
        insert(null, 10, 10);

        assertThat(claim(5)).containsExactly("1", "2", "5", "6", "7");
        assertThat(claim(5)).containsExactly("8", "10");
        assertThat(claim(5)).isEmpty();
        complete("2");
        assertThat(claim(5)).containsExactly("3");
    }

    @Test
    void passesOver100000JobsOfABlockedKeyAtTheCostOfOne() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunningPerKey(2));
        insert("blocked", 1, 100_000);
        insert("b", 100_001, 100_010);
        insert(null, 100_011, 100_015);
        insert("c", 100_016, 100_020);
        table.execute("vacuum analyze job");
        assertThat(claim(2)).containsExactly("1", "2");
        List<String> others = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            // Comes by portions to the jobs without a key.
            others.addAll(claim(1));
        }
        assertThat(others).containsExactlyInAnyOrder("100001", "100002", "100011", "100012", "100013", "100014",
                "100015", "100016", "100017");

        replicas.countStatements();
        for (int n = 1; n <= 8; n++) {
            complete(Integer.toString(100_000 + n));
            assertThat(claim(1)).containsExactly(Integer.toString(100_002 + n));
        }

        assertThat(table.rows("""
                select query, shared_blks_hit + shared_blks_read as blocks, calls from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                  and query like '%permit_key%'
                """)).isNotEmpty().allSatisfy(row -> assertThat((Long) row.get("blocks") / (Long) row.get("calls"))
                .as(row.get("query").toString()).isLessThan(300));
    }

    @Test
    void comesToEachOfMoreKeysThanOneClaimCompares() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunningPerKey(1));
        table.execute("""
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at, permit_key)
                select '%s', n, 60, 0, '1', now(), 'READY', now(), now(), 'key ' || n
                from generate_series(1, %d) n
                """.formatted(queue, 3 * PermitKeyClaimer.MOST_KEYS + 7));

        List<String> claimed = new ArrayList<>();
        for (List<String> some = claim(100); !some.isEmpty(); some = claim(100)) {
            claimed.addAll(some);
        }
        assertThat(claimed).hasSize(3 * PermitKeyClaimer.MOST_KEYS + 7).doesNotHaveDuplicates();
    }

    @Test
    void findsAJobWithoutAKeyThatIsPutBeforeOthers() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunningPerKey(1));
        insert("a", 1, 3000);
        insert(null, 3001, 3001);
        assertThat(claim(2)).containsExactly("1", "3001");
        service().enqueue(List.of(new NewJob(new JobKey(queue, "urgent"), 60, null, -1, "{}", null, null, true)),
                ConflictMode.UNIQUE);

        assertThat(claim(2)).containsExactly("urgent");
    }

    private void insert(String key, int from, int to) {
        table.execute("""
                insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at, permit_key)
                select '%s', n, 60, 0, '1', now() - interval '1 day' + n * interval '1 ms', 'READY', now(), now(), %s
                from generate_series(%d, %d) n
                """.formatted(queue, key == null ? "null" : "'" + key + "'", from, to));
    }

    private List<String> claim(int limit) {
        return service().claim(queue, limit).stream().map(job -> job.key().id()).toList();
    }

    private void complete(String id) {
        service().delete(new JobKey(queue, id));
    }

    private static JobService service() {
        return replicas.one.bean(JobService.class);
    }
}
