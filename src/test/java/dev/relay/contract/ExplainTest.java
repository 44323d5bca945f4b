package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relay.notification.WaitingClaims;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Explain: why a job is not running")
class ExplainTest extends RowsTest {

    @AfterEach
    void liftLimits() {
        http.delete("/v2/limits");
    }

    @Test
    void hasNothingToSayOfTheFirstInALineThatIsClaimedFrom() {
        claimFromTheQueue();
        ready("a");

        assertThat(reasons("a")).isEmpty();
        assertThat(explain("a")).isEqualTo("{\"state\":\"ready\",\"reasons\":[]}");
    }

    @Test
    void saysThatNoClaimWasSeen() {
        ready("a");

        assertThat(reasons("a")).containsOnlyKeys("no_claim_seen");
        assertThat(reasons("a").get("no_claim_seen")).contains("This server (",
                "has seen no claim of the queue in the ");
    }

    @Test
    void seesClaimsOfTheFirstVersion() {
        http.get("/v1/next?queue=" + queue);
        ready("a");

        assertThat(reasons("a")).isEmpty();
    }

    @Test
    void seesAClaimThatWaits() {
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture
                .supplyAsync(() -> http.get("/v2/queues/" + queue + "/jobs?wait=30s"));
        await().until(() -> SharedServer.server().bean(WaitingClaims.class).isWaitedFor(queue));
        Doors.V2.enqueue(aJob(queue, "a").runAt(Instant.parse("2100-01-01T00:00:00Z")));
        // Ready, but nobody was told: it waits on.
        SharedServer.change("update job set state = 'READY', run_at = now() where queue = ?", queue);

        assertThat(reasons("a")).isEmpty();
        ready("b");
        waiting.join();
        assertThat(SharedServer.server().bean(WaitingClaims.class).isWaitedFor(queue)).isFalse();
    }

    @Test
    void saysThatTheQueueIsPaused() {
        claimFromTheQueue();
        ready("a");
        http.post("/v2/queues/" + queue + "/pause", "");
        assertThat(reasons("a")).containsOnlyKeys("paused");

        http.post("/v2/queues/" + queue + "/resume", "");
        assertThat(reasons("a")).isEmpty();
    }

    @Test
    void saysUntilWhenAJobIsNotDue() {
        Doors.V2.enqueue(aJob(queue, "a").runAt(Instant.parse("2100-01-01T00:00:00Z")));
        assertThat(explain("a")).isEqualTo("{\"state\":\"scheduled\",\"reasons\":[{\"code\":\"not_due\","
                + "\"detail\":\"It is not due until 2100-01-01T00:00:00.000000Z\"}]}");

        http.post("/v2/queues/" + queue + "/pause", "");
        assertThat(reasons("a")).containsOnlyKeys("not_due", "paused");
    }

    @Test
    void saysThatADueJobIsYetToBePromoted() {
        Doors.V2.enqueue(aJob(queue, "a").runAt(Instant.parse("2100-01-01T00:00:00Z")));
        SharedServer.change("update job set run_at = now() - interval '1 second' where queue = ?", queue);

        assertThat(reasons("a")).containsOnlyKeys("not_promoted");
    }

    @Test
    void saysHowManyComeBefore() {
        claimFromTheQueue();
        ready("a");
        ready("b");
        ready("c");
        http.post("/v2/queues/jobs", "[{\"id\":\"urgent\",\"queue\":\"" + queue + "\",\"timeout\":9,\"priority\":1}]");

        assertThat(reasons("urgent")).isEmpty();
        assertThat(reasons("a")).containsOnly(Map.entry("behind", "It is behind about 1 job of the queue"));
        assertThat(reasons("c")).containsOnly(Map.entry("behind", "It is behind about 3 jobs of the queue"));
    }

    @Test
    void stopsCountingWhoComesBeforeAtTenThousand() {
        SharedServer.change("""
                insert into job (queue, id, state, timeout, rank, payload, run_at, created_at, updated_at)
                select ?, 'front ' || n, 'READY', 60, 0, '{}', now(), now(), now() from generate_series(1, 10002) n
                """, queue);
        ready("a");
        assertThat(Doors.V2.claim(queue, 1)).hasSize(1);

        assertThat(reasons("a")).containsOnly(
                Map.entry("behind", "It is behind at least 10000 jobs of the queue"));
        SharedServer.change("delete from job where queue = ?", queue);
    }

    @Test
    void saysThatTheQueueIsAtItsLimit() {
        http.put("/v2/queues/" + queue, "{\"max_running\":1}");
        running("a");
        SharedServer.change("update job set permit_key = '' where queue = ?", queue);
        ready("b");
        assertThat(reasons("b")).containsOnlyKeys("queue_at_limit");

        http.put("/v2/queues/" + queue, "{\"max_running\":2}");
        assertThat(reasons("b")).isEmpty();
    }

    @Test
    void saysThatAQueueWithoutPermitsIsAtItsLimit() {
        claimFromTheQueue();
        http.put("/v2/queues/" + queue, "{\"max_running\":0}");
        ready("a");

        assertThat(reasons("a")).containsOnlyKeys("queue_at_limit");
    }

    @Test
    void saysThatItsKeyIsAtItsLimit() {
        http.put("/v2/queues/" + queue, "{\"max_running_per_key\":1}");
        running("a");
        ready("b");
        ready("c");
        SharedServer.change(
                "update job set permit_key = case id when 'c' then 'other' else 'tenant' end where queue = ?",
                queue);

        assertThat(reasons("b")).containsOnlyKeys("key_at_limit");
        assertThat(reasons("b").get("key_at_limit")).contains("\"tenant\"", "max_running_per_key is 1");
        assertThat(reasons("c")).containsOnlyKeys("behind");
    }

    @Test
    void saysThatAllQueuesTogetherAreAtTheirLimit() {
        running("a");
        ready("b");
        http.put("/v2/limits", "{\"max_running\":1}");
        assertThat(reasons("b")).containsOnlyKeys("total_at_limit");

        http.put("/v2/limits", "{\"max_running\":1000000}");
        assertThat(reasons("b")).isEmpty();
    }

    @Test
    void saysThatTheRateIsSpent() {
        claimFromTheQueue();
        http.put("/v2/queues/" + queue, "{\"rate\":{\"limit\":1,\"period\":\"1h\"}}");
        ready("a");
        assertThat(reasons("a")).containsOnlyKeys("rate_spent");
        assertThat(reasons("a").get("rate_spent")).containsPattern("in 3\\d{6} ms");

        SharedServer.change(
                "update queue_setting set rate_filled_at = now() - interval '61 minutes' where queue = ?", queue);
        assertThat(reasons("a")).isEmpty();
    }

    @Test
    void saysWhichRunHoldsItSinceWhen() {
        SeenJob run = running("a");

        assertThat(reasons("a")).containsOnlyKeys("held");
        assertThat(reasons("a").get("held")).startsWith("Run " + run.runId() + " holds it since 20")
                .contains("its lease lapses at 20");
    }

    @Test
    void saysThatARunIsAskedToStop() {
        running("a");
        SharedServer.change("update job set cancel_requested = true where queue = ?", queue);

        assertThat(reasons("a").keySet()).containsExactly("held", "cancel_requested");
    }

    @Test
    void knowsLiveJobsOnly() {
        Doors.V2.complete(running("a"));

        refuses(http.get(target("a")), 404, "job-not-found");
        refuses(http.get(target("never")), 404, "job-not-found");
    }

    private void claimFromTheQueue() {
        accepts(http.get("/v2/queues/" + queue + "/jobs"), 204);
    }

    private String target(String id) {
        return "/v2/queues/" + queue + "/jobs/" + id + "/explain";
    }

    private String explain(String id) {
        HttpResponse<String> answer = http.get(target(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The details by their codes, in their order. */
    private Map<String, String> reasons(String id) {
        Map<String, String> details = new LinkedHashMap<>();
        List<Map<String, String>> reasons = Wire.objects(Wire.object(explain(id)).get("reasons"));
        reasons.forEach(one -> details.put(Wire.unquoted(one.get("code")), Wire.unquoted(one.get("detail"))));
        return details;
    }
}
