package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("simple-queue's behaviours: who a job is")
class SimpleQueueIdentityTest extends RowsTest {

    private String unique(String id) {
        return "[" + job(id).replace("}}", "}, \"unique_key\": \"only-one\"}") + "]";
    }

    @Test
    void uniqueKey() {
        accepts(http.post("/v2/queues/jobs", unique("first")), 202);
        refuses(http.post("/v2/queues/jobs", unique("second")), 409, "job-exists");
        Doors.V2.claim(queue, 1);
        refuses(http.post("/v2/queues/jobs", unique("third")), 409, "job-exists");

        assertThat(idsInStore()).containsExactly("first");
    }

    @Test
    void uniqueKeyAgainAfterTheFirstOneEnded() {
        accepts(http.post("/v2/queues/jobs", unique("completed")), 202);
        Doors.V2.complete(Doors.V2.claim(queue, 1).getFirst());
        accepts(http.post("/v2/queues/jobs", unique("cancelled")), 202);
        http.post("/v2/queues/" + queue + "/cancel?unique_key=only-one", "");
        accepts(http.post("/v2/queues/jobs", unique("dead")), 202);
        Doors.V2.claim(queue, 1);
        SharedServer.lapse(queue);
        accepts(http.post("/v2/queues/jobs", unique("last")), 202);

        assertThat(idsInStore()).containsExactly("last");
    }

    @Test
    void fingerprintCancelOfMany() {
        String jobs = IntStream.range(0, 2500).mapToObj(i -> """
                {"id": "%d", "queue": "%s", "timeout": 60, "fingerprint": "%s"}"""
                .formatted(i, queue, i % 5 == 0 ? "kept" : "ill"))
                .collect(Collectors.joining(",", "[", "]"));
        accepts(http.post("/v2/queues/jobs", jobs), 202);
        // Of the first ten two are kept: eight of the ill run.
        assertThat(Doors.V2.claim(queue, 10)).hasSize(10);
        HttpResponse<String> answer = http.post("/v2/queues/" + queue + "/cancel?fingerprint=ill", "");

        assertThat(answer.body()).isEqualTo("{\"cancelled\":1992,\"requested\":8}");
        assertThat(idsInStore()).hasSize(508);
        assertThat(SharedServer.ask("select count(*) from dead_job where queue = ? and reason = 'CANCELLED'", queue))
                .isEqualTo("1992");
        assertThat(http.post("/v2/queues/" + queue + "/cancel?fingerprint=ill&force=true", "").body())
                .isEqualTo("{\"cancelled\":8,\"requested\":0}");
        assertThat(SharedServer.ask("select count(*) from job where queue = ? and fingerprint = 'kept'", queue))
                .isEqualTo("500");
    }
}
