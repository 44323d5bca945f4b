package dev.relay.job;

import static dev.relay.testing.JobRow.aJob;
import static dev.relay.testing.NewJobs.newJob;
import static dev.relay.testing.NewJobs.newJobs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.AtOnce;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two replicas, many callers, no reaper: what races decide is decided by the calls. */
class JobConcurrencyTest {

    private static final String NEVER = "1h";
    private static final DatabaseConnection DATABASE = TestDatabase.freshDatabase();
    private static final List<RelayServer> REPLICAS = new ArrayList<>();
    private final JobTable table = new JobTable(DATABASE);

    @BeforeAll
    static void startReplicas() {
        for (int n = 0; n < 2; n++) {
            REPLICAS.add(RelayServer.start(DATABASE, "relay.scheduling.reap-interval=" + NEVER));
        }
    }

    @AfterAll
    static void stopReplicas() {
        REPLICAS.forEach(RelayServer::close);
    }

    @Test
    void handsOutEachJobOnceAndToEachClaimerInOrder() {
        for (List<NewJob> batch : inBatchesOf(5000, newJobs("claims", 20_000))) {
            jobs(0).enqueue(batch, ConflictMode.UNIQUE);
        }

        List<List<Integer>> claimedByEach = AtOnce.run(IntStream.range(0, 32)
                .mapToObj(n -> (Callable<List<Integer>>) () -> claimAll(jobs(n), "claims")).toList());

        assertThat(claimedByEach).allSatisfy(claimed -> assertThat(claimed).isSorted());
        assertThat(claimedByEach.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.rangeClosed(1, 20_000).boxed().toList());
        assertThat(table.count("(select distinct run_id from job where queue = 'claims') as runs")).isEqualTo(20_000);
    }

    @RepeatedTest(20)
    void acceptsOneCompletionOfARun() {
        Job job = enqueuedAndClaimed("completions");

        List<Boolean> accepted = AtOnce.run(IntStream.range(0, 16)
                .mapToObj(n -> (Callable<Boolean>) () -> jobs(n).complete(job.key(), job.runId())).toList());

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
    }

    @RepeatedTest(20)
    void endsARunByEitherItsCompletionOrItsReschedule() {
        Job job = enqueuedAndClaimed("reschedules");

        List<Boolean> accepted = AtOnce.run(List.of(() -> jobs(0).complete(job.key(), job.runId()),
                () -> jobs(1).reschedule(newJob("reschedules", job.key().id()))));

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
        assertThat(queries().exists(job.key())).isEqualTo(accepted.get(1));
    }

    @RepeatedTest(20)
    void endsARunByEitherItsCompletionOrItsLapse() {
        UUID run = UUID.randomUUID();
        JobKey key = new JobKey("lapses", run.toString());
        table.insert(aJob().inQueue(key.queue()).withId(key.id()).leaseLapsed().heldBy(run).withRetries(1, 1));

        List<Boolean> accepted = AtOnce.run(List.of(() -> jobs(0).complete(key, run),
                () -> REPLICAS.get(1).bean(LeaseLapse.class).reap(key.queue(), 10).returned() == 1));

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
        assertThat(queries().exists(key)).isEqualTo(accepted.get(1));
        jobs(0).delete(key);
    }

    @RepeatedTest(20)
    void endsARunByEitherItsCompletionOrItsDeath() {
        UUID run = UUID.randomUUID();
        JobKey key = new JobKey("deaths", run.toString());
        table.insert(aJob().inQueue(key.queue()).withId(key.id()).leaseLapsed().heldBy(run).withRetries(0, 0));

        List<Boolean> accepted = AtOnce.run(List.of(() -> jobs(0).complete(key, run),
                () -> REPLICAS.get(1).bean(LeaseLapse.class).reap(key.queue(), 10).deadLettered() == 1));

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
        assertThat(queries().exists(key)).isFalse();
        assertThat(table.count("dead_job where id = '" + key.id() + "'")).isEqualTo(accepted.get(1) ? 1 : 0);
    }

    @RepeatedTest(20)
    void putsAJobBackOnceWhenItIsRescheduledManyTimesAtOnce() {
        Job job = enqueuedAndClaimed("puts-back");

        List<Boolean> accepted = AtOnce.run(IntStream.range(0, 8)
                .mapToObj(n -> (Callable<Boolean>) () -> jobs(n).reschedule(newJob("puts-back", job.key().id())))
                .toList());

        assertThat(Collections.frequency(accepted, true)).isEqualTo(1);
        jobs(0).delete(job.key());
    }

    @RepeatedTest(5)
    void adds500JobsOnceWhenTheyAreEnqueuedTwiceTheOtherWayRound() {
        String queue = "both-ways-" + UUID.randomUUID();
        List<NewJob> there = newJobs(queue, 500);
        List<NewJob> back = new ArrayList<>(there);
        Collections.reverse(back);

        AtOnce.run(List.of(() -> jobs(0).enqueue(there, ConflictMode.IGNORE),
                () -> jobs(1).enqueue(back, ConflictMode.REPLACE)));

        assertThat(table.count("job where queue = '" + queue + "'")).isEqualTo(500);
    }

    private Job enqueuedAndClaimed(String queue) {
        jobs(0).enqueue(List.of(newJob(queue, UUID.randomUUID().toString())), ConflictMode.UNIQUE);
        return jobs(1).claim(queue, 1).getFirst();
    }

    private static List<Integer> claimAll(JobService jobs, String queue) {
        List<Integer> claimed = new ArrayList<>();
        for (List<Job> some = jobs.claim(queue, 20); !some.isEmpty(); some = jobs.claim(queue, 20)) {
            some.forEach(job -> claimed.add(Integer.valueOf(job.key().id())));
        }
        return claimed;
    }

    private static <T> List<List<T>> inBatchesOf(int size, List<T> all) {
        return IntStream.range(0, all.size() / size).mapToObj(n -> all.subList(n * size, (n + 1) * size)).toList();
    }

    private static JobService jobs(int caller) {
        return REPLICAS.get(caller % REPLICAS.size()).bean(JobService.class);
    }

    private static JobQueries queries() {
        return REPLICAS.getFirst().bean(JobQueries.class);
    }
}
