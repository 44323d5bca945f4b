package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static dev.relay.testing.LetterRow.aLetter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.LetterRow;
import dev.relay.testing.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("Dead letters: retry one, retry many")
class RetryDeadLettersTest extends RowsTest {

    static final List<String> LITERALS = List.copyOf(VerbatimJsonTest.LITERALS.values());

    private final String letters = "/v2/queues/" + queue + "/dead-letters";

    /** Jobs of the near future would become ready while other tests look at the table. */
    @AfterEach
    void removeScheduledJobs() {
        SharedServer.change("delete from job where queue = ?", queue);
    }

    @Test
    void makesADeadLetterALiveJobAgain() {
        died(aLetter().withId("a").withPayload("{\"n\": 1.0}").withProgress("[1]").withRetries(3).withPriority(5)
                .withUniqueKey("key").withFingerprint("print").withPermitKey("tenant").counted(4, 2, 1)
                .withError("Boom", "[{\"outcome\": \"failed\"}]"));

        accepts(http.post(retry("a"), ""), 202);

        assertThat(SharedServer.table()
                .row("""
                        select state, max_retries, retries_remaining, -rank as priority, payload::text, progress::text, unique_key,
                               fingerprint, permit_key, failures, lapses, reschedules, attempts::text, awaited, cancel_requested
                        from job where queue = '%s'"""
                        .formatted(queue))
                .toString()).isEqualTo(
                        """
                                {state=READY, max_retries=3, retries_remaining=3, priority=5, payload={"n": 1.0}, progress=[1], \
                                unique_key=key, fingerprint=print, permit_key=tenant, failures=0, lapses=0, reschedules=0, \
                                attempts=[{"outcome": "failed"}], awaited=false, cancel_requested=false}""");
        assertThat(stillDead()).isEmpty();
        assertThat(Doors.V2.claim(queue, 9)).extracting(SeenJob::id).containsExactly("a");
    }

    @Test
    void forgetsTheMarkOfALimitedQueue() {
        died(aLetter().withId("a").withPermitKey(""));

        accepts(http.post(retry("a"), ""), 202);

        assertThat(SharedServer.ask("select count(*) from job where queue = ? and permit_key is null", queue))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @FieldSource("LITERALS")
    void takesAnotherPayloadToTheByte(String literal) {
        died(aLetter().withId("a").withPayload("\"wrong\""));

        accepts(http.post(retry("a"), "{\"x\": [1], \"payload\": " + literal + " }"), 202);

        assertThat(Doors.V2.claim(queue, 1).getFirst().payload().equals(literal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'',1", "{},1", "{\"other\":2},1", "{\"payload\":2},2", "{\"payload\":null},null"})
    void keepsThePayloadUnlessAnotherIsGiven(String body, String expected) {
        died(aLetter().withId("a").withPayload("1"));

        accepts(http.post(retry("a"), body), 202);

        assertThat(Doors.V2.claim(queue, 1).getFirst().payload()).isEqualTo(expected);
    }

    @Test
    void leavesALetterDeadWhoseUniqueKeyALiveJobHas() {
        Doors.V2.enqueue(aJob(queue, "live"));
        SharedServer.change("update job set unique_key = 'key' where queue = ?", queue);
        died(aLetter().withId("a").withUniqueKey("key"));

        refuses(http.post(retry("a"), ""), 409, "job-exists");
        assertThat(http.post(letters + "/retry", "").body())
                .isEqualTo("{\"retried\":0,\"conflicts\":1,\"next\":null}");
        assertThat(stillDead()).containsExactly("a");
    }

    @Test
    void retriesManyAndCountsThoseThatStayDead() {
        Doors.V2.enqueue(aJob(queue, "a-2"));
        died(aLetter().withId("a").times(4), aLetter().withId("a-3").because("FATAL"),
                aLetter().withId("b").withUniqueKey("key"), aLetter().withId("c").withUniqueKey("key"));

        assertThat(http.post(letters + "/retry", "").body())
                .isEqualTo("{\"retried\":4,\"conflicts\":3,\"next\":null}");
        assertThat(stillDead()).containsExactlyInAnyOrder("a-2", "a-3", "b");
        assertThat(idsInStore()).containsExactly("a-1", "a-2", "a-3", "a-4", "c");
    }

    @Test
    void takesTheNewestOfSeveralWithOneId() {
        died(aLetter().withId("a").withPayload("1"), aLetter().withId("a").withPayload("2"));

        http.post(letters + "/retry", "");

        assertThat(Doors.V2.claim(queue, 9)).extracting(SeenJob::payload).containsExactly("2");
    }

    @Test
    void putsThemInLineAsTheyDied() {
        died(aLetter().withId("a").times(20));

        http.post(letters + "/retry", "");

        assertThat(Doors.V2.claim(queue, 20)).extracting(SeenJob::id).startsWith("a-1", "a-2", "a-3")
                .endsWith("a-19", "a-20");
    }

    @Test
    void retriesThoseOfAFilterInPortionsAndComesToAnEnd() {
        died(aLetter().withId("a").because("POISON").times(5), aLetter().withId("b").times(2));

        Map<String, String> first = Wire.object(http.post(letters + "/retry?reason=poison&limit=3", "").body());
        assertThat(first).containsEntry("retried", "3").containsEntry("conflicts", "0");
        // One of them dies again at once.
        died(aLetter().withId("a-5").because("POISON"));
        String rest = http.post(letters + "/retry?reason=poison&limit=3&after=" + Wire.unquoted(first.get("next")), "")
                .body();

        assertThat(rest).isEqualTo("{\"retried\":2,\"conflicts\":0,\"next\":null}");
        assertThat(idsInStore()).containsExactly("a-1", "a-2", "a-3", "a-4", "a-5");
    }

    @Test
    void spreadsThemAtARateOverSeveralCalls() {
        died(aLetter().withId("a").times(25));

        Map<String, String> first = Wire.object(http.post(letters + "/retry?rate=10/m&limit=10", "").body());
        assertThat(first).containsEntry("retried", "10");
        String after = Wire.unquoted(first.get("next"));
        Map<String, String> second = Wire
                .object(http.post(letters + "/retry?rate=10/m&limit=100&after=" + after, "").body());
        assertThat(second).containsEntry("retried", "15").containsEntry("next", "null");

        assertThat(SharedServer.ask("select count(*) from job where queue = ? and state = 'READY'", queue))
                .isEqualTo("1");
        assertThat(SharedServer.ask("""
                select string_agg(distinct gap::text, ',')
                from (select extract(epoch from run_at - lag(run_at) over (order by run_at))::numeric(9,3) as gap
                      from job where queue = ?) gaps""", queue)).isEqualTo("6.000");
        assertThat(SharedServer.ask("""
                select extract(epoch from max(run_at) - min(run_at))::integer from job where queue = ?""", queue))
                .isEqualTo(Integer.toString(24 * 6));
    }

    @Test
    void becomesReadyWhenItsTurnComes() {
        died(aLetter().withId("a").times(3));
        http.post(letters + "/retry?rate=1/h", "");
        assertThat(Doors.V2.claim(queue, 9)).hasSize(1);

        SharedServer.promote(queue);

        assertThat(Doors.V2.claim(queue, 9)).hasSize(2);
    }

    private void died(LetterRow... rows) {
        for (LetterRow row : rows) {
            SharedServer.table().insert(row.inQueue(queue));
        }
    }

    private String retry(String id) {
        return letters + "/"
                + SharedServer.ask("select dead_seq from dead_job where queue = ? and id = ?", queue, id)
                + "/retry";
    }

    private List<String> stillDead() {
        String ids = SharedServer.ask("select string_agg(id, ',' order by id) from dead_job where queue = ?", queue);
        return ids == null ? List.of() : List.of(ids.split(","));
    }
}
