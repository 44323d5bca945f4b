package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.AtOnce;
import dev.relay.testing.Replicas;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who want one unique key at the same time, on two replicas. */
@Timeout(90)
class UniqueKeysTest {

    private static final int CALLERS = 100;
    private static Replicas replicas;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        replicas = new Replicas();
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void letsExactlyOneHaveIt() {
        List<EnqueueOutcome> outcomes = enqueueAtOnce(ConflictMode.UNIQUE, false);

        assertThat(outcomes).filteredOn(EnqueueOutcome.Enqueued.class::isInstance).hasSize(1);
        String holder = idOf("k");
        assertThat(outcomes).filteredOn(EnqueueOutcome.AlreadyExists.class::isInstance)
                .containsOnly(new EnqueueOutcome.AlreadyExists(new JobKey(queue, holder), "k"));
    }

    @Test
    void letsEachReplaceTheOneBefore() {
        assertThat(enqueueAtOnce(ConflictMode.REPLACE, false)).hasSize(CALLERS)
                .hasOnlyElementsOfType(EnqueueOutcome.Enqueued.class);
        assertThat(live()).isOne();
    }

    @Test
    void letsEachReplaceTheOneBeforeAndNotOthersWhoComeBetween() {
        enqueueAtOnce(ConflictMode.REPLACE, true);

        assertThat(replicas.sql("select count(*) from job where queue = '" + queue + "' and unique_key = 'k'")).isOne();
    }

    @Test
    void letsCallsThatTakeKeysCrosswiseBothGoThrough() {
        List<Callable<EnqueueOutcome>> calls = IntStream.range(0, CALLERS).<Callable<EnqueueOutcome>>mapToObj(i -> {
            List<NewJob> jobs = IntStream.range(0, 20).mapToObj(n -> job(i + "-" + n, "k" + n)).toList();
            return () -> jobs(i).enqueue(i % 2 == 0 ? jobs : jobs.reversed(), ConflictMode.REPLACE);
        }).toList();

        assertThat(AtOnce.run(calls)).hasOnlyElementsOfType(EnqueueOutcome.Enqueued.class);
        assertThat(live()).isEqualTo(20);
    }

    @Test
    void keepsTheLastOfThoseThatReplaceEachOther() {
        NewJob a = job("a", "k");
        NewJob b = job("b", "k");
        NewJob bAgain = job("b", "l");
        NewJob aAgain = job("a", "k");
        NewJob plain = Replicas.job(queue, "b");

        assertThat(UniqueKeys.lastOfEachKey(List.of(a, b))).containsExactly(b);
        assertThat(UniqueKeys.lastOfEachKey(List.of(a, b, bAgain))).containsExactly(bAgain);
        assertThat(UniqueKeys.lastOfEachKey(List.of(a, b, bAgain, aAgain))).containsExactly(bAgain, aAgain);
        assertThat(UniqueKeys.lastOfEachKey(List.of(b, plain, a))).containsExactly(plain, a);
        assertThat(UniqueKeys.lastOfEachKey(Collections.nCopies(3, a))).containsExactly(a);
    }

    private List<EnqueueOutcome> enqueueAtOnce(ConflictMode mode, boolean someMerelyEnqueue) {
        return AtOnce.run(IntStream.range(0, CALLERS).<Callable<EnqueueOutcome>>mapToObj(i -> () -> {
            ConflictMode its = someMerelyEnqueue && i % 3 == 0 ? ConflictMode.IGNORE : mode;
            return jobs(i).enqueue(List.of(job("job-" + i, "k")), its);
        }).toList());
    }

    private NewJob job(String id, String uniqueKey) {
        return new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null, null, true,
                new JobTraits(uniqueKey, null, null, null));
    }

    private static JobService jobs(int caller) {
        return replicas.both().get(caller % 2).bean(JobService.class);
    }

    private String idOf(String uniqueKey) {
        return replicas.one.bean(UniqueKeyRepository.class).holder(queue, uniqueKey).orElseThrow();
    }

    private long live() {
        return replicas.sql("select count(*) from job where queue = '" + queue + "'");
    }
}
