package dev.relay.job;

import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.notification.WaitingClaims;
import dev.relay.queue.Rate;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many jobs are claimed in how long; the database notes when it hands them out. */
class RateLimitTest {

    private static final int LIMIT = 100;
    private static final Duration FOR = Duration.ofSeconds(30);
    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static List<RelayServer> servers;
    private static JobTable table;
    private final String queue = "q-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        servers = Stream.generate(() -> RelayServer.start(DATABASE, "relay.waiting.recheck-interval=1h")).limit(2)
                .toList();
        table = new JobTable(DATABASE);
        table.execute("create table claim_seen (at timestamptz, jobs bigint)");
        table.execute("""
                create function note_claim() returns trigger language plpgsql as $$
                begin
                    insert into claim_seen select clock_timestamp(), count(*) from claimed having count(*) > 0;
                    return null;
                end $$
                """);
        table.execute("""
                create trigger note_claim after update on job referencing new table as claimed
                for each statement execute function note_claim()
                """);
    }

    @AfterAll
    static void stop() {
        servers.forEach(RelayServer::close);
    }

    @Test
    void handsOutAHundredASecondOnTwoReplicas() throws InterruptedException {
        jobs().enqueue(newJobs(queue, 5000), ConflictMode.UNIQUE);
        QueueLimits.put(servers, queue, QueueLimits.rate(new Rate(LIMIT, Duration.ofSeconds(1))));
        table.execute("truncate claim_seen");

        claimOnEightThreads(FOR.plusSeconds(1));

        double[][] seen = claimsSeen();
        double claimed = Stream.of(seen).filter(claim -> claim[0] <= FOR.toSeconds()).mapToDouble(c -> c[1]).sum();
        assertThat(claimed).isBetween(0.98 * LIMIT * FOR.toSeconds(), 1.02 * LIMIT * FOR.toSeconds());
        assertThat(mostAboveTheRate(seen)).as("claimed above the even rate, in any stretch of time")
                .isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void holdsNoMoreThanOnePeriodsWorth() {
        jobs().enqueue(newJobs(queue, 5000), ConflictMode.UNIQUE);
        QueueLimits.put(servers, queue, QueueLimits.rate(new Rate(LIMIT, Duration.ofMinutes(10))));
        assertThat(jobs().claim(queue, 1000)).isEmpty();
        table.execute("update queue_setting set rate_filled_at = now() - interval '1 day'");

        assertThat(jobs().claim(queue, 1000)).hasSize(LIMIT);
        assertThat(servers.get(1).bean(JobService.class).claim(queue, 1000)).isEmpty();
    }

    @Test
    void goesOnWhenTheClockOfTheDatabaseWasSetBack() {
        jobs().enqueue(newJobs(queue, 5000), ConflictMode.UNIQUE);
        QueueLimits.put(servers, queue, QueueLimits.rate(new Rate(LIMIT, Duration.ofMinutes(10))));
        table.execute("update queue_setting set rate_filled_at = now() + interval '1 day'");
        assertThat(jobs().claim(queue, 1000)).isEmpty();
        table.execute("update queue_setting set rate_filled_at = rate_filled_at - interval '6 s'");

        assertThat(jobs().claim(queue, 1000)).hasSize(1);
    }

    @Test
    void keepsTheTokensWhenThereIsNoJob() {
        QueueLimits.put(servers, queue, QueueLimits.rate(new Rate(LIMIT, Duration.ofMinutes(10))));
        table.execute("update queue_setting set rate_filled_at = now() - interval '1 day'");
        assertThat(jobs().claim(queue, 1000)).isEmpty();
        jobs().enqueue(newJobs(queue, 200), ConflictMode.UNIQUE);

        assertThat(jobs().claim(queue, 1000)).hasSize(LIMIT);
    }

    private void claimOnEightThreads(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = IntStream.range(0, 8).mapToObj(n -> Thread.ofVirtual().start(() -> {
            WaitingClaims claims = servers.get(n % 2).bean(WaitingClaims.class);
            while (System.nanoTime() < end) {
                claims.claim(List.of(queue), 1 + ThreadLocalRandom.current().nextInt(3), Duration.ofSeconds(1),
                        () -> false);
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Returns, for each claim, the seconds since the first one and how many jobs it took. */
    private static double[][] claimsSeen() {
        List<double[]> seen = new ArrayList<>();
        for (Map<String, Object> row : table
                .rows("""
                        select extract(epoch from at - min(at) over ())::double precision as at, jobs from claim_seen order by at
                        """)) {
            seen.add(new double[]{(Double) row.get("at"), (Long) row.get("jobs")});
        }
        return seen.toArray(double[][]::new);
    }

    private static double mostAboveTheRate(double[][] seen) {
        double most = 0;
        for (int from = 0; from < seen.length; from++) {
            double sum = 0;
            for (int to = from; to < seen.length; to++) {
                sum += seen[to][1];
                most = Math.max(most, sum - LIMIT * (seen[to][0] - seen[from][0]));
            }
        }
        return most;
    }

    private static JobService jobs() {
        return servers.getFirst().bean(JobService.class);
    }
}
