package dev.relay.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import dev.relay.testing.Http;
import dev.relay.testing.QueueLimits;
import dev.relay.testing.Replicas;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PausedQueueTest {

    private static final Http http = SharedServer.http();
    private static final QueueService queues = SharedServer.server().bean(QueueService.class);
    private final String queue = SharedServer.newQueue();

    @Test
    void answersClaimsWithNothingAndSaysWhy() {
        Replicas.enqueue(SharedServer.server(), queue, "1");
        queues.put(queue, QueueLimits.PAUSED);
        HttpResponse<String> answer = http.get("/v2/queues/" + queue + "/jobs?wait=100ms");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Relay-Queue")).hasValue("paused");
        assertThat(http.get("/next?queue=" + queue).statusCode()).isEqualTo(204);
    }

    @Test
    void takesJobsWhileItIsPausedAndHandsThemOutWhenItIsResumed() {
        queues.put(queue, QueueLimits.PAUSED);
        Replicas.enqueue(SharedServer.server(), queue, "1");
        queues.put(queue, QueueSettings.DEFAULT);
        HttpResponse<String> answer = http.get("/v2/queues/" + queue + "/jobs");

        assertThat(answer.body()).contains("\"1\"");
        assertThat(answer.headers().firstValue("Relay-Queue")).isEmpty();
        assertThat(http.get("/v2/queues/" + queue + "/jobs").headers().firstValue("Relay-Queue")).isEmpty();
    }

    @Test
    void saysSoOfSeveralQueuesWhenAllArePaused() {
        String other = SharedServer.newQueue();
        queues.put(queue, QueueLimits.PAUSED);
        String claim = "/v2/jobs?queues=" + queue + "," + other;
        assertThat(http.get(claim).headers().firstValue("Relay-Queue")).isEmpty();

        queues.put(other, QueueLimits.PAUSED);
        assertThat(http.get(claim).headers().firstValue("Relay-Queue")).hasValue("paused");
    }
}
