package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static dev.relay.testing.LetterRow.aLetter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.LetterRow;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Dead letters: search, look, delete")
class DeadLettersTest extends RowsTest {

    static final List<String> LITERALS = List.copyOf(VerbatimJsonTest.LITERALS.values());

    private final String letters = "/v2/queues/" + queue + "/dead-letters";

    @Test
    void listsTheNewestFirst() {
        died(aLetter().withId("a"), aLetter().withId("b"), aLetter().withId("c"));

        assertThat(list("")).containsExactly("c", "b", "a");
    }

    @Test
    void listsNoneOfAnotherQueue() {
        SharedServer.table().insert(aLetter().inQueue(SharedServer.newQueue()));

        HttpResponse<String> answer = http.get(letters);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"dead_letters\":[],\"next\":null}");
    }

    @Test
    void showsAllThatAJobHadAndWhyItDied() {
        died(aLetter().withId("a").because("FATAL").withPriority(7).withRetries(3).withPayload("{\"n\": 1.0}")
                .withProgress("[1 ,2]").withUniqueKey("key").withFingerprint("print").withPermitKey("tenant")
                .withError("Boom", "[{\"outcome\": \"fatal\"}]").counted(1, 2, 3));

        assertThat(only(list())).containsEntry("queue", Wire.quoted(queue)).containsEntry("id", "\"a\"")
                .containsEntry("reason", "\"fatal\"").containsEntry("error_type", "\"Boom\"")
                .containsEntry("attempts", "[{\"outcome\": \"fatal\"}]").containsEntry("failures", "1")
                .containsEntry("lapses", "2").containsEntry("reschedules", "3").containsEntry("timeout", "60")
                .containsEntry("max_retries", "3").containsEntry("priority", "7").containsEntry("unique_key", "\"key\"")
                .containsEntry("fingerprint", "\"print\"").containsEntry("permit_key", "\"tenant\"")
                .containsEntry("backoff", "null").containsEntry("payload", "{\"n\": 1.0}")
                .containsEntry("state", "[1 ,2]").containsKeys("dead_seq", "died_at", "run_at", "created_at");
    }

    @Test
    void showsWhatAJobDidNotHaveAsNull() {
        died(aLetter().withPermitKey(""));

        assertThat(only(list())).containsEntry("error_type", "null").containsEntry("attempts", "[]")
                .containsEntry("unique_key", "null").containsEntry("fingerprint", "null")
                .containsEntry("permit_key", "null").containsEntry("max_retries", "null")
                .containsEntry("state", "null");
    }

    @ParameterizedTest
    @FieldSource("LITERALS")
    void keepsPayloadAndStateToTheByte(String literal) {
        died(aLetter().withPayload(literal).withProgress(literal));

        Map<String, String> letter = only(list());
        assertThat(letter.get("payload").equals(literal)).isTrue();
        assertThat(letter.get("state").equals(literal)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"reason=poison, p", "reason=cancelled, c", "id=f, f", "fingerprint=x, p", "unique_key=k%2F1, c",
            "error_type=Boom%20!, f", "died_after=T-90s, f c", "died_before=T-90s, p",
            "reason=poison&fingerprint=x, p", "reason=poison&fingerprint=y, ''",
            "id=f&error_type=Boom%20!&reason=fatal, f",
            "unique_key=k%2F1&died_before=T-90s, ''"})
    void keepsToEachFilter(String filter, String expected) {
        died(aLetter().withId("p").because("POISON").withFingerprint("x").diedAgo(Duration.ofMinutes(2)),
                aLetter().withId("c").because("CANCELLED").withUniqueKey("k/1").diedAgo(Duration.ofMinutes(1)),
                aLetter().withId("f").because("FATAL").withError("Boom !", "[]"));
        String query = filter.replace("T-90s", Instant.now().minusSeconds(90).toString());

        assertThat(String.join(" ", list("?" + query))).isEqualTo(expected);
    }

    @Test
    void leadsPageByPageThroughAllOfThem() {
        died(aLetter().withId("a").because("FATAL").times(7), aLetter().withId("b").times(5));

        assertThat(pages("limit=3")).hasSize(12).startsWith("b-5", "b-4").endsWith("a-2", "a-1");
        assertThat(pages("limit=7&reason=fatal")).containsExactly("a-7", "a-6", "a-5", "a-4", "a-3", "a-2", "a-1");
        assertThat(pages("limit=1&id=b-3")).containsExactly("b-3");
    }

    @Test
    void leadsOnWhereAPageFoundFewAmongThoseThatItLookedAt() {
        died(aLetter().withId("needle"), aLetter().withId("hay").because("FATAL").times(10_050));

        HttpResponse<String> first = http.get(letters + "?died_before=" + Instant.now().plusSeconds(60)
                + "&died_after=" + Instant.now().plusSeconds(30));
        assertThat(first.body()).contains("\"dead_letters\":[]").doesNotContain("\"next\":null");
        assertThat(pages("limit=1000&reason=retries_spent")).containsExactly("needle");
        assertThat(pages("limit=1000")).hasSize(10_051).endsWith("needle");
    }

    @Test
    void readsOne() {
        died(aLetter().withId("a"), aLetter().withId("b"));

        HttpResponse<String> answer = http.get(letters + "/" + seqOf("a"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Wire.object(answer.body())).containsEntry("id", "\"a\"").containsEntry("dead_seq", seqOf("a"));
    }

    @Test
    void knowsAnotherQueuesLetterNot() {
        died(aLetter().withId("a"));
        String elsewhere = "/v2/queues/" + SharedServer.newQueue() + "/dead-letters/" + seqOf("a");

        refuses(http.get(elsewhere), 404, "dead-letter-not-found");
        refuses(http.post(elsewhere + "/retry", ""), 404, "dead-letter-not-found");
        accepts(http.delete(elsewhere), 200);
        assertThat(list("")).containsExactly("a");
        assertThat(Wire.object(http.get(letters + "/0").body())).containsEntry("dead_seq", "\"0\"")
                .containsEntry("queue", Wire.quoted(queue));
    }

    @Test
    void deletesOne() {
        died(aLetter().withId("a"), aLetter().withId("b"));
        String target = letters + "/" + seqOf("a");

        accepts(http.delete(target), 200);
        accepts(http.delete(target), 200);
        assertThat(list("")).containsExactly("b");
    }

    @Test
    void deletesThoseOfAFilterInPortions() {
        died(aLetter().withId("a").because("FATAL").times(5), aLetter().withId("b"));

        Map<String, String> first = Wire.object(http.delete(letters + "?reason=fatal&limit=3").body());
        assertThat(first).containsEntry("deleted", "3");
        String rest = http.delete(letters + "?reason=fatal&limit=3&after=" + Wire.unquoted(first.get("next"))).body();
        assertThat(rest).isEqualTo("{\"deleted\":2,\"next\":null}");
        assertThat(list("")).containsExactly("b");
    }

    @Test
    void purgesAQueue() {
        died(aLetter().times(5));

        assertThat(http.delete(letters).body()).isEqualTo("{\"deleted\":5,\"next\":null}");
        assertThat(list("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason=FATAL", "reason=", "reason=completed", "reason=deleted", "reason=x", "id=",
            "id=a%00b", "id=a&id=b", "fingerprint=", "unique_key=%00", "error_type=", "died_after=now", "died_after=",
            "died_after=2030-01-01", "died_before=0000-01-01T00:00:00Z", "limit=0", "limit=1001", "limit=-1", "limit=x",
            "limit=99999999999", "limit=", "limit=1&limit=2", "after=", "after=x", "after=-1",
            "after=1234567890123456789", "after=1-999999999999999999", "after=1-", "after=1-2-3", "fingerprnt=a",
            "Reason=fatal", "rate=10/s"})
    void refusesABadFilterByName(String filter) {
        died(aLetter());
        String field = filter.replaceFirst("=.*", "");

        List.of(http.get(letters + "?" + filter), http.delete(letters + "?" + filter),
                http.post(letters + "/retry?" + filter.replace("rate=10/s", "rate=x"), "")).forEach(answer -> {
                    refuses(answer, 400, "invalid-field");
                    assertThat(Wire.object(answer.body())).containsEntry("field", Wire.quoted(field));
                });
        assertThat(list("")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0/s", "-1/s", "1.5/s", "1/d", "1/", "/s", "1000000/s", "1/2s", "", "1 /s"})
    void refusesARateThatIsNone(String rate) {
        HttpResponse<String> answer = http.post(letters + "/retry?rate=" + Wire.encoded(rate), "");

        refuses(answer, 400, "invalid-field");
        assertThat(Wire.object(answer.body())).containsEntry("field", "\"rate\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "1234567890123456789", "+1", "1e3", "\u0661"})
    void refusesANumberThatIsNone(String number) {
        String target = letters + "/" + Wire.encoded(number);

        refuses(http.get(target), 400, "invalid-field");
        refuses(http.delete(target), 400, "invalid-field");
        refuses(http.post(target + "/retry", ""), 400, "invalid-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "{", "{\"payload\":}", "{\"payload\":1}}", "x", "{\"payload\":01}"})
    void refusesABodyThatIsNoObject(String body) {
        died(aLetter().withId("a"));

        refuses(http.post(letters + "/" + seqOf("a") + "/retry", body), 400, "malformed-request");
        assertThat(list("")).containsExactly("a");
    }

    @Test
    void saysThatALiveJobIsInTheWay() {
        Doors.V2.enqueue(aJob(queue, "a"));
        died(aLetter().withId("a"));

        HttpResponse<String> answer = http.post(letters + "/" + seqOf("a") + "/retry", "");
        refuses(answer, 409, "job-exists");
        assertThat(Wire.object(answer.body())).containsEntry("id", "\"a\"");
        assertThat(list("")).containsExactly("a");
    }

    private void died(LetterRow... rows) {
        for (LetterRow row : rows) {
            SharedServer.table().insert(row.inQueue(queue));
        }
    }

    private String list() {
        return http.get(letters).body();
    }

    private List<String> list(String query) {
        return ids(http.get(letters + query).body());
    }

    private List<String> pages(String query) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            String page = http.get(letters + "?" + query + after).body();
            ids.addAll(ids(page));
            String next = Wire.object(page).get("next");
            after = "null".equals(next) ? null : "&after=" + Wire.unquoted(next);
        } while (after != null);
        return ids;
    }

    private static Map<String, String> only(String page) {
        List<Map<String, String>> found = Wire.objects(Wire.object(page).get("dead_letters"));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<String> ids(String page) {
        return Wire.objects(Wire.object(page).get("dead_letters")).stream()
                .map(letter -> Wire.unquoted(letter.get("id"))).toList();
    }

    private String seqOf(String id) {
        return SharedServer.ask("select dead_seq from dead_job where queue = ? and id = ?", queue, id);
    }
}
