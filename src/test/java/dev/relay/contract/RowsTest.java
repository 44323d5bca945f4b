package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.Http;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.util.List;

/** What the tests of the contract's tables share: a queue with the jobs that a row needs, and short ways to say answers. */
abstract class RowsTest {

    static final String NO_RUN = "00000000-0000-4000-8000-000000000000";

    final Http http = SharedServer.http();
    final String queue = SharedServer.newQueue();

    final String job(String id) {
        return Wire.job(aJob(queue, id), "-1");
    }

    final String jobs(String... ids) {
        return Wire.array(List.of(ids).stream().map(id -> aJob(queue, id)).toList(), "-1");
    }

    final void ready(String id) {
        assertThat(Doors.V2.enqueue(aJob(queue, id))).isTrue();
    }

    final SeenJob running(String id) {
        ready(id);
        return Doors.V2.claim(queue, 1).getFirst();
    }

    final List<String> idsInStore() {
        String ids = SharedServer.ask("select string_agg(id, ',' order by id) from job where queue = ?", queue);
        return ids == null ? List.of() : List.of(ids.split(","));
    }

    static void accepts(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    static void refuses(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Wire.object(answer.body())).containsEntry("type", "\"urn:relay:problem:" + type + "\"");
    }

    static void saysLease(HttpResponse<String> answer, String lease) {
        assertThat(answer.headers().allValues("Relay-Lease")).containsExactly(lease);
    }
}
