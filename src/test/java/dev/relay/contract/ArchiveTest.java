package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The archive of a queue")
class ArchiveTest extends RowsTest {

    static final List<String> LITERALS = List.copyOf(VerbatimJsonTest.LITERALS.values());

    private final String archive = "/v2/queues/" + queue + "/archive";

    @Test
    void listsThoseFirstThatCompletedLast() {
        completed("old", 3 * 86400, "{}");
        completed("new", 1, "{}");
        completed("b", 60, "{}");
        completed("a", 60, "{}");

        assertThat(pages("")).hasSize(4).startsWith("new").endsWith("old").contains("a", "b");
        assertThat(pages("limit=1")).isEqualTo(pages(""));
        assertThat(pages("limit=3")).isEqualTo(pages(""));
    }

    @Test
    void leadsPageByPageThroughThoseThatCompletedInOneInstant() {
        SharedServer.change(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload)
                        select ?, 'é/' || n, now(), now(), now(), now(), 0, 0, 0, 0, '{}' from generate_series(100, 109) n""",
                queue);

        assertThat(pages("limit=3")).hasSize(10).startsWith("é/109").endsWith("é/100");
    }

    @Test
    void answersAnEmptyPageForAQueueThatKeepsNone() {
        assertThat(http.get(archive).body()).isEqualTo("{\"jobs\":[],\"next\":null}");
    }

    @Test
    void findsAllOfAnIdAndTheLatest() {
        completed("a", 3 * 86400, "1");
        completed("a", 60, "2");
        completed("b", 30, "3");

        assertThat(pages("id=a&limit=1")).containsExactly("a", "a");
        assertThat(Wire.object(http.get(archive + "/a").body())).containsEntry("result", "2");
        refuses(http.get(archive + "/c"), 404, "job-not-found");
    }

    @Test
    void tellsWhatCompletedWhenHowLongItTookAndHowOftenItWasTried() {
        SharedServer.change(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, unique_key, fingerprint, payload, progress)
                        values (?, 'a', '2026-01-31 12:00:05.25Z', '2026-01-31 12:00Z', '2026-01-31 12:00Z',
                                '2026-01-31 12:00:05Z', -7, 1, 2, 3, 'key', 'print', '{"n": 1.0}', '[1]')""",
                queue);

        assertThat(Wire.object(http.get(archive + "/a").body())).containsEntry("queue", Wire.quoted(queue))
                .containsEntry("id", "\"a\"").containsEntry("completed_at", "\"2026-01-31T12:00:05.250000Z\"")
                .containsEntry("claimed_at", "\"2026-01-31T12:00:05.000000Z\"").containsEntry("run_seconds", "0.250000")
                .containsEntry("failures", "1").containsEntry("lapses", "2").containsEntry("reschedules", "3")
                .containsEntry("priority", "7").containsEntry("unique_key", "\"key\"")
                .containsEntry("fingerprint", "\"print\"").containsEntry("payload", "{\"n\": 1.0}")
                .containsEntry("state", "[1]").containsEntry("result", "null")
                .containsEntry("run_at", "\"2026-01-31T12:00:00.000000Z\"")
                .containsEntry("created_at", "\"2026-01-31T12:00:00.000000Z\"");
    }

    @ParameterizedTest
    @FieldSource("LITERALS")
    void keepsTheResultToTheByte(String literal) {
        completed("a", 1, literal);

        assertThat(Wire.object(http.get(archive + "/a").body()).get("result").equals(literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "id=", "id=%00", "id=a&id=b", "after=", "after=x",
            "after=%00", "after=MTIz", "after=IGE", "after=MTIzIAA", "after=OTk5OTk5OTk5OTk5OTk5OTk5IGE", "before=1"})
    void refusesABadParameterByName(String parameter) {
        var answer = http.get(archive + "?" + parameter);

        refuses(answer, 400, "invalid-field");
        assertThat(Wire.object(answer.body())).containsEntry("field",
                Wire.quoted(parameter.replaceFirst("=.*", "")));
    }

    private void completed(String id, int secondsAgo, String result) {
        SharedServer.change(
                """
                        insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                                  reschedules, payload, result)
                        select ?, ?, at, at, at, at, 0, 0, 0, 0, '{}', cast(? as json)
                        from (select now() - make_interval(secs => ?) as at) a""",
                queue, id, result, secondsAgo);
    }

    private List<String> pages(String query) {
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            Map<String, String> page = Wire.object(http.get(archive + "?" + query + after).body());
            Wire.objects(page.get("jobs")).forEach(job -> ids.add(Wire.unquoted(job.get("id"))));
            String next = page.get("next");
            after = "null".equals(next) ? null : "&after=" + Wire.unquoted(next);
        } while (after != null);
        return ids;
    }
}
