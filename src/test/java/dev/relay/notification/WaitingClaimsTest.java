package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.ConflictMode;
import dev.relay.job.Job;
import dev.relay.job.JobKey;
import dev.relay.job.JobPromotion;
import dev.relay.job.JobService;
import dev.relay.job.LeaseLapse;
import dev.relay.job.NewJob;
import dev.relay.testing.Replicas;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing here looks by itself, so whatever a claim gets after it began to wait, it was woken for. */
@Timeout(60)
class WaitingClaimsTest {

    private static Replicas replicas;
    private static WaitingClaims claims;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        claims = replicas.one.bean(WaitingClaims.class);
        await().until(() -> replicas.both().stream()
                .allMatch(server -> server.bean(ReplicaNotifier.class).othersAreThere));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void getsAJobThatIsEnqueuedLater() {
        Waiting waiting = Waiting.inLine(claims, queue);
        enqueue("late");

        assertThat(waiting.id()).isEqualTo("late");
    }

    @Test
    void getsAJobThatAnotherReplicaEnqueues() {
        Waiting here = Waiting.inLine(claims, queue);
        Replicas.enqueue(replicas.two, queue, "there");
        assertThat(here.id()).isEqualTo("there");

        Waiting there = Waiting.inLine(replicas.two.bean(WaitingClaims.class), queue);
        enqueue("here");
        assertThat(there.id()).isEqualTo("here");
    }

    @Test
    void getsAJobOfAnotherReplicaWhoseQueueHasTheLongestName() {
        String longest = "\ud83d\ude00".repeat(600) + queue;
        Waiting here = Waiting.inLine(claims, longest);
        Replicas.enqueue(replicas.two, longest, "1");

        assertThat(here.id()).isEqualTo("1");
    }

    @Test
    void getsAJobThatIsThereAlready() {
        enqueue("early");

        assertThat(Waiting.begin(claims, Waiting.LONG, () -> false, queue).id()).isEqualTo("early");
    }

    @Test
    void givesEachOfManyAJobOfABacklog() {
        enqueue(IntStream.range(0, 200).mapToObj(Integer::toString).toArray(String[]::new));

        assertThat(IntStream.range(0, 200)
                .mapToObj(i -> Waiting.begin(claims, Waiting.LONG, () -> false, queue)).toList())
                .extracting(Waiting::id).doesNotContain("nothing").doesNotHaveDuplicates();
    }

    @Test
    void servesThoseWhoWaitInTheOrderInWhichTheyCame() {
        List<Waiting> waiting = Stream.generate(() -> Waiting.inLine(claims, queue)).limit(4).toList();
        for (int i = 0; i < waiting.size(); i++) {
            enqueue("job " + i);
            assertThat(waiting.get(i).id()).isEqualTo("job " + i);
        }
    }

    @Test
    void wakesNoMoreThanThereAreJobs() {
        List<Waiting> waiting = Stream.generate(() -> Waiting.inLine(claims, queue)).limit(20).toList();
        replicas.countStatements();
        enqueue("1", "2", "3");

        assertThat(waiting.subList(0, 3)).extracting(Waiting::id).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(waiting.subList(3, 20)).allMatch(Waiting::stands);
        assertThat(replicas.claims()).isBetween(1L, 3L);
        waiting.forEach(one -> one.thread().interrupt());
    }

    @Test
    void costsNoStatementWhileItWaits() {
        Duration wait = Duration.ofMillis(1500);
        Waiting first = Waiting.inLine(claims, queue);
        replicas.countStatements();
        List<Waiting> waiting = Stream.generate(() -> Waiting.begin(claims, wait, () -> false, queue)).limit(200)
                .toList();

        assertThat(waiting).extracting(Waiting::id).containsOnly("nothing");
        assertThat(replicas.statements()).isZero();
        first.thread().interrupt();
    }

    @Test
    void waitsForSeveralQueuesAtOnce() {
        Waiting waiting = Waiting.inLine(claims, queue, queue + "2", queue + "3");
        Replicas.enqueue(replicas.one, queue + "3", "third");

        assertThat(waiting.id()).isEqualTo("third");
    }

    @Test
    void leavesNoJobBehindWhenOneWhoWaitsForTwoQueuesTakesTheOther() {
        for (int i = 0; i < 20; i++) {
            Waiting both = Waiting.inLine(claims, queue, queue + "2");
            Waiting second = Waiting.inLine(claims, queue + "2");
            Replicas.enqueue(replicas.one, queue + "2", "second " + i);
            enqueue("first " + i);
            if (both.id().startsWith("second")) {
                assertThat(replicas.one.bean(JobService.class).claim(queue, 1)).hasSize(1);
                Replicas.enqueue(replicas.one, queue + "2", "another " + i);
            }
            assertThat(second.id()).isNotEqualTo("nothing");
        }
    }

    @Test
    void endsWithNothingAtItsDeadline() {
        long begin = System.nanoTime();
        Waiting waiting = Waiting.begin(claims, Duration.ofMillis(300), () -> false, queue);

        assertThat(waiting.id()).isEqualTo("nothing");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(300),
                Duration.ofSeconds(3));
    }

    @Test
    void givesAJobToTheNextWhenAClientHasHungUp() {
        AtomicBoolean gone = new AtomicBoolean();
        Waiting first = Waiting.inLine(claims, gone::get, queue);
        Waiting second = Waiting.inLine(claims, queue);
        gone.set(true);
        enqueue("1");

        assertThat(first.id()).isEqualTo("nothing");
        assertThat(second.id()).isEqualTo("1");
    }

    @Test
    void isWokenByAPromotion() {
        enqueueForTomorrow(queue, "1");
        Waiting waiting = Waiting.inLine(claims, queue);
        replicas.sql("update job set run_at = now() - interval '1 s' where queue = '%s'".formatted(queue));
        replicas.one.bean(JobPromotion.class).promote(queue, 10);

        assertThat(waiting.id()).isEqualTo("1");
    }

    @Test
    void isWokenByALapsedLeaseOnAnotherReplica() {
        enqueue("1");
        replicas.one.bean(JobService.class).claim(queue, 1);
        Waiting waiting = Waiting.inLine(claims, queue);
        replicas.sql("update job set lease_expires_at = now() - interval '1 s' where queue = '%s'".formatted(queue));
        replicas.two.bean(LeaseLapse.class).reap(queue, 10);

        assertThat(waiting.id()).isEqualTo("1");
    }

    @Test
    void isWokenByAReschedule() {
        enqueue("1");
        replicas.one.bean(JobService.class).claim(queue, 1);
        Waiting waiting = Waiting.inLine(claims, queue);
        replicas.one.bean(JobService.class).reschedule(Replicas.job(queue, "1"));

        assertThat(waiting.id()).isEqualTo("1");
    }

    @Test
    void isWokenByARequeue() {
        enqueue("1");
        Job job = replicas.one.bean(JobService.class).claim(queue, 1).getFirst();
        Waiting waiting = Waiting.inLine(claims, queue);
        replicas.one.bean(JobService.class).requeue(job.key(), job.runId(), List.of(Replicas.job(queue, "2")),
                ConflictMode.UNIQUE);

        assertThat(waiting.id()).isEqualTo("2");
    }

    private void enqueue(String... ids) {
        Replicas.enqueue(replicas.one, queue, ids);
    }

    private static void enqueueForTomorrow(String queue, String id) {
        NewJob job = new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null, OffsetDateTime.now().plusDays(1), true);
        replicas.one.bean(JobService.class).enqueue(List.of(job), ConflictMode.UNIQUE);
    }
}
