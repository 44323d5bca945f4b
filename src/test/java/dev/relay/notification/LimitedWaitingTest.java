package dev.relay.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.job.Job;
import dev.relay.job.JobService;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.queue.Rate;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What wakes those who wait for a limited queue; nothing is looked for from time to time. */
@Timeout(60)
class LimitedWaitingTest {

    private static Replicas replicas;
    private static WaitingClaims here;
    private static WaitingClaims there;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        replicas = new Replicas();
        here = replicas.one.bean(WaitingClaims.class);
        there = replicas.two.bean(WaitingClaims.class);
        await().until(() -> replicas.both().stream()
                .allMatch(server -> server.bean(ReplicaNotifier.class).othersAreThere));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @AfterEach
    void lift() {
        QueueLimits.put(replicas.both(), QueueService.ALL, QueueSettings.DEFAULT);
        replicas.sql("delete from job");
    }

    @Test
    void aRunThatEndsOnAnotherReplicaWakesWhoeverWaitsForItsPermit() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunning(1));
        Replicas.enqueue(replicas.one, queue, "1", "2");
        Job job = replicas.one.bean(JobService.class).claim(queue, 1).getFirst();
        Waiting waiting = Waiting.inLine(there, queue);
        replicas.one.bean(JobService.class).complete(job.key(), job.runId());

        assertThat(waiting.id()).isEqualTo("2");
    }

    @Test
    void aRunThatEndsWakesWhoeverWaitsForAnyQueueWhenTheTotalIsLimited() {
        QueueLimits.put(replicas.both(), QueueService.ALL, QueueLimits.maxRunning(1));
        Replicas.enqueue(replicas.one, queue, "1");
        Replicas.enqueue(replicas.one, queue + "-2", "2");
        Job job = replicas.one.bean(JobService.class).claim(queue, 1).getFirst();
        Waiting waiting = Waiting.inLine(there, queue + "-2");
        replicas.one.bean(JobService.class).complete(job.key(), job.runId());

        assertThat(waiting.id()).isEqualTo("2");
    }

    @Test
    void aPermitThatNobodyTellsOfIsFoundWithinASecond() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.maxRunning(1));
        Replicas.enqueue(replicas.one, queue, "1", "2");
        replicas.one.bean(JobService.class).claim(queue, 1);
        Waiting waiting = Waiting.inLine(here, queue);
        long begin = System.nanoTime();
        replicas.sql("delete from job where state = 'RUNNING' and queue = '" + queue + "'");

        assertThat(waiting.id()).isEqualTo("2");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void tokensWakeAllWhoWaitOneAfterTheOther() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.rate(new Rate(10, Duration.ofSeconds(1))));
        Replicas.enqueue(replicas.one, queue, "1", "2", "3", "4", "5", "6");
        List<Waiting> waiting = Stream.of(here, there, here, there, here, there)
                .map(claims -> Waiting.begin(claims, Waiting.LONG, () -> false, queue)).toList();

        assertThat(waiting).extracting(Waiting::id).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
    }

    @Test
    void waitingForALimitedQueueCostsNoStatementWhileNothingIsReady() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.settings(false, 1, 1, new Rate(10, Duration.ofSeconds(1))));
        Replicas.enqueue(replicas.one, queue, "1");
        await().until(() -> replicas.one.bean(JobService.class).claim(queue, 1).size() == 1);
        Waiting waiting = Waiting.inLine(here, queue);
        replicas.countStatements();

        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(3))
                .until(() -> replicas.statements() == 0);
        waiting.thread().interrupt();
    }

    @Test
    void aPausedQueueCostsNoStatement() {
        QueueLimits.put(replicas.both(), queue, QueueLimits.PAUSED);
        replicas.countStatements();
        assertThat(replicas.one.bean(JobService.class).claim(queue, 1)).isEmpty();
        Waiting.inLine(here, queue).thread().interrupt();

        assertThat(replicas.statements()).isZero();
    }
}
