package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.queue.BackoffJson;
import dev.relay.queue.QueueService;
import dev.relay.testing.SharedServer;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Queues: settings, counts, pause and resume, limits of all together")
class QueuesTest extends RowsTest {

    private static final String ALL_SETTINGS = """
            {"paused":true,"max_running":50,"max_running_per_key":5,"rate":{"limit":100,"period":"1s"},"max_lapses":7,\
            "max_reschedules":0,"archive":true,"archive_retention":"12h","dead_letter_retention":"90d"}""";

    @AfterEach
    void liftLimits() {
        http.delete("/v2/limits");
        http.delete(path());
    }

    private String path() {
        return "/v2/queues/" + queue;
    }

    @Test
    void showsTheDefaultsOfAQueueThatNobodyHasNamed() {
        assertThat(queue()).containsEntry("queue", Wire.quoted(queue)).containsEntry("paused", "false")
                .containsEntry("max_running", "null").containsEntry("max_running_per_key", "null")
                .containsEntry("rate", "null").containsEntry("max_lapses", "100")
                .containsEntry("max_reschedules", "100").containsEntry("archive", "false")
                .containsEntry("archive_retention", "\"7d\"").containsEntry("dead_letter_retention", "\"30d\"")
                .containsKey("backoff");
        assertThat(counts()).containsEntry("ready", exactly(0)).containsEntry("dead_letters", exactly(0));
    }

    @Test
    void setsAllSettings() {
        HttpResponse<String> answer = http.put(path(), ALL_SETTINGS);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Wire.object(answer.body())).isEqualTo(queue()).containsEntry("paused", "true")
                .containsEntry("max_running", "50").containsEntry("max_running_per_key", "5")
                .containsEntry("rate", "{\"limit\":100,\"period\":\"1s\"}").containsEntry("max_lapses", "7")
                .containsEntry("max_reschedules", "0").containsEntry("archive", "true")
                .containsEntry("archive_retention", "\"12h\"").containsEntry("dead_letter_retention", "\"90d\"");
        assertThat(SharedServer.server().bean(QueueService.class).of(queue).maxRunning()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\": \"fixed\", \"delay\": \"5s\"}",
            "{\"type\": \"exponential\", \"base\": \"1s\", \"factor\": 2.5, \"max\": \"1h\", \"jitter\": true}",
            "{\"type\": \"lakh\"}", "{\"type\": \"list\", \"delays\": [\"1s\", \"10s\"]}"})
    void keepsABackoff(String backoff) {
        assertThat(http.put(path(), "{\"backoff\":" + backoff + "}").statusCode()).isEqualTo(200);
        assertThat(queue()).containsEntry("backoff", backoff);
        assertThat(BackoffJson.write(SharedServer.server().bean(QueueService.class).of(queue).backoff()))
                .isEqualTo(backoff);
    }

    @Test
    void returnsToItsDefaultWhatAPutLeavesOutOrNullsAndAllOnDelete() {
        http.put(path(), ALL_SETTINGS);
        http.put(path(), "{\"max_running\":3,\"rate\":null,\"max_lapses\":null,\"archive_retention\":null,"
                + "\"backoff\":null,\"paused\":null}");
        assertThat(queue()).containsEntry("max_running", "3").containsEntry("paused", "false")
                .containsEntry("rate", "null").containsEntry("max_lapses", "100")
                .containsEntry("archive_retention", "\"7d\"");

        accepts(http.delete(path()), 200);
        accepts(http.delete(path()), 200);
        assertThat(queue()).containsEntry("max_running", "null");
    }

    @Test
    void takesBackWhatItAnsweredAndChanged() {
        http.put(path(), ALL_SETTINGS);
        String changed = http.get(path()).body().replace("\"max_running\":50", "\"max_running\":51");

        assertThat(http.put(path(), changed).statusCode()).isEqualTo(200);
        assertThat(queue()).containsEntry("max_running", "51").containsEntry("max_lapses", "7");
        assertThat(http.put(path() + "2", changed).body()).contains("\"field\":\"queue\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"maxRunning\":1}|maxRunning", "{\"max_running\":-1}|max_running",
            "{\"max_running\":\"1\"}|max_running", "{\"max_running\":2147483648}|max_running",
            "{\"max_running\":1e400}|max_running", "{\"max_running\":0.5}|max_running",
            "{\"max_running_per_key\":true}|max_running_per_key", "{\"paused\":1}|paused",
            "{\"paused\":\"true\"}|paused",
            "{\"rate\":5}|rate", "{\"rate\":[]}|rate", "{\"rate\":{}}|rate.limit",
            "{\"rate\":{\"limit\":1}}|rate.period",
            "{\"rate\":{\"limit\":0,\"period\":\"1s\"}}|rate.limit",
            "{\"rate\":{\"limit\":null,\"period\":\"1s\"}}|rate.limit",
            "{\"rate\":{\"limit\":1,\"period\":\"0s\"}}|rate.period",
            "{\"rate\":{\"limit\":1,\"period\":1}}|rate.period",
            "{\"rate\":{\"limit\":1,\"period\":\"1us\"}}|rate.period",
            "{\"rate\":{\"limit\":1,\"period\":\"1s\",\"burst\":2}}|rate.burst", "{\"max_lapses\":0}|max_lapses",
            "{\"max_reschedules\":-1}|max_reschedules", "{\"archive\":{}}|archive",
            "{\"archive_retention\":\"7\"}|archive_retention", "{\"archive_retention\":7}|archive_retention",
            "{\"archive_retention\":\"-1d\"}|archive_retention", "{\"archive_retention\":\"1ms\"}|archive_retention",
            "{\"dead_letter_retention\":\"40000d\"}|dead_letter_retention",
            "{\"dead_letter_retention\":\"1d\\u0000\"}|dead_letter_retention", "{\"queue\":\"other\"}|queue",
            "{\"queue\":null}|queue", "{\"next\":null}|next", "{\"backoff\":5}|backoff", "{\"backoff\":\"5s\"}|backoff",
            "{\"backoff\":[]}|backoff", "{\"backoff\":{}}|backoff.type", "{\"backoff\":{\"type\":1}}|backoff.type",
            "{\"backoff\":{\"type\":\"square\"}}|backoff.type", "{\"backoff\":{\"type\":\"fixed\"}}|backoff.delay",
            "{\"backoff\":{\"type\":\"fixed\",\"delay\":5}}|backoff.delay",
            "{\"backoff\":{\"type\":\"fixed\",\"delay\":\"-5s\"}}|backoff.delay",
            "{\"backoff\":{\"type\":\"fixed\",\"delay\":\"5s\",\"factor\":2}}|backoff.factor",
            "{\"backoff\":{\"type\":\"exponential\",\"base\":\"1s\",\"factor\":\"2\"}}|backoff.factor",
            "{\"backoff\":{\"type\":\"exponential\",\"base\":\"1s\",\"factor\":1e400}}|backoff.factor",
            "{\"backoff\":{\"type\":\"lakh\",\"jitter\":\"yes\"}}|backoff.jitter",
            "{\"backoff\":{\"type\":\"list\",\"delays\":[]}}|backoff.delays"})
    void refusesWhatIsNotASettingByName(String body, String field) {
        http.put(path(), ALL_SETTINGS);
        Map<String, String> before = queue();

        HttpResponse<String> answer = http.put(path(), body);

        refuses(answer, 400, "invalid-field");
        assertThat(Wire.object(answer.body())).containsEntry("field", Wire.quoted(field));
        assertThat(Wire.unquoted(Wire.object(answer.body()).get("detail"))).startsWith(field + " ");
        assertThat(queue()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{\"max_running\":1", "{}{}", "{\"max_running\":1,",
            "{\"max_running\":nul}", "\"paused\""})
    void refusesABodyThatIsNoObject(String body) {
        refuses(http.put(path(), body), 400, "malformed-request");
        refuses(http.put("/v2/limits", body), 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "", "a\\\"b", "\\ud83d\\ude00", "Paused", "paused "})
    void refusesFieldsWhateverTheirNames(String name) {
        refuses(http.put(path(), "{\"" + name + "\":1}"), 400, "invalid-field");
        refuses(http.put(path(), "{\"rate\":{\"" + name + "\":1}}"), 400, "invalid-field");
        refuses(http.put("/v2/limits", "{\"" + name + "\":1}"), 400, "invalid-field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udc00b"})
    void refusesNamesOfFieldsThatAreNoText(String name) {
        refuses(http.put(path(), "{\"" + name + "\":1}"), 400, "malformed-request");
        refuses(http.put("/v2/limits", "{\"" + name + "\":1}"), 400, "malformed-request");
    }

    @Test
    void showsOnlyTheBeginningOfALongNameThatItRefuses() {
        assertThat(http.put(path(), "{\"" + "x".repeat(1_000_000) + "\":1}").body()).hasSizeLessThan(1000)
                .contains("is not a setting of a queue");
        String backoff = "{\"backoff\":{\"type\":\"lakh\",\"" + "x".repeat(40_000) + "\":1}}";
        assertThat(http.put(path(), backoff).body()).hasSizeLessThan(1000).contains("\"field\":\"backoff.xxx");
    }

    @Test
    void refusesAQueueThatNoIndexTakes() {
        refuses(http.put("/v2/queues/" + Wire.encoded(KeysTest.CJK), "{}"), 422, "store-refused");
        refuses(http.post("/v2/queues/" + Wire.encoded(KeysTest.CJK) + "/pause", ""), 422, "store-refused");
        assertThat(http.get("/v2/queues/" + Wire.encoded(KeysTest.CJK)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "a/b", "a%b;c", "\u00e9\ud83d\ude00", "limits", "*"})
    void takesAnyNameOfAQueue(String name) {
        String target = "/v2/queues/" + Wire.encoded(name);

        assertThat(Wire.object(http.put(target, "{\"max_running\":1}").body())).containsEntry("queue",
                Wire.quoted(name));
        assertThat(http.post(target + "/pause", "").statusCode()).isEqualTo(200);
        assertThat(Wire.object(http.get(target).body())).containsEntry("paused", "true");
        accepts(http.delete(target), 200);
    }

    @Test
    void pausesAndResumesAndLeavesOtherSettings() {
        http.put(path(), "{\"max_running\":9}");
        assertThat(Wire.object(http.post(path() + "/pause", "").body())).containsEntry("paused", "true")
                .containsEntry("max_running", "9");
        assertThat(Wire.object(http.post(path() + "/pause", "").body())).containsEntry("paused", "true");
        assertThat(Wire.object(http.post(path() + "/resume", "").body())).containsEntry("paused", "false")
                .containsEntry("max_running", "9");
    }

    @Test
    void resumesAQueueThatIsNotPaused() {
        assertThat(http.post(path() + "/resume", "").statusCode()).isEqualTo(200);
        assertThat(SharedServer.ask("select queue from queue_setting where queue = ?", queue)).isNull();
    }

    @Test
    void limitsAllQueuesTogether() {
        assertThat(http.get("/v2/limits").body()).isEqualTo("{\"max_running\":null}");
        assertThat(http.put("/v2/limits", "{\"max_running\":500}").body()).isEqualTo("{\"max_running\":500}");
        assertThat(http.get("/v2/limits").body()).isEqualTo("{\"max_running\":500}");
        assertThat(SharedServer.server().bean(QueueService.class).maxRunningInTotal()).isEqualTo(500);

        refuses(http.put("/v2/limits", "{\"max_running\":-1}"), 400, "invalid-field");
        refuses(http.put("/v2/limits", "{\"paused\":true}"), 400, "invalid-field");
        assertThat(http.get("/v2/limits").body()).isEqualTo("{\"max_running\":500}");

        assertThat(http.put("/v2/limits", "{}").body()).isEqualTo("{\"max_running\":null}");
        accepts(http.delete("/v2/limits"), 200);
        accepts(http.delete("/v2/limits"), 200);
    }

    @Test
    void countsWhatAQueueHolds() {
        http.post("/v2/queues/jobs", jobs("a", "b", "c", "d"));
        Doors.V2.enqueue(aJob(queue, "later").runAt(Instant.parse("2100-01-01T00:00:00Z")));
        Doors.V2.claim(queue, 1);
        SharedServer.change("""
                insert into dead_job (queue, id, timeout, rank, payload, run_at, created_at, died_at, reason)
                select ?, 'dead ' || n, 60, 0, '{}', now(), now(), now(), 'CANCELLED' from generate_series(1, 2) n
                """, queue);

        assertThat(counts()).containsExactlyInAnyOrderEntriesOf(Map.of("ready", exactly(3), "scheduled", exactly(1),
                "running", exactly(1), "dead_letters", exactly(2)));
    }

    @Test
    void stopsCountingAtTenThousand() {
        insert(queue, 10_000);
        assertThat(counts()).containsEntry("ready", exactly(10_000));

        insert(queue, 1);
        assertThat(counts()).containsEntry("ready", "{\"count\":10000,\"at_least\":true}");
        SharedServer.change("delete from job where queue = ?", queue);
    }

    @Test
    void listsQueuesThatHaveJobsOrSettingsPageByPage() {
        List<String> mine = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mine.add(queue + "/" + i);
            if (i % 2 == 0) {
                Doors.V2.enqueue(aJob(mine.get(i), "a"));
            } else {
                http.put("/v2/queues/" + Wire.encoded(mine.get(i)), "{\"max_running\":" + i + "}");
            }
        }
        Map<String, String> first = Wire.object(http.get("/v2/queues?limit=2&after=" + queue).body());
        Map<String, String> second = Wire
                .object(http.get("/v2/queues?limit=2&after=" + Wire.encoded(Wire.unquoted(first.get("next")))).body());

        assertThat(names(first)).containsExactlyElementsOf(mine.subList(0, 2));
        assertThat(Wire.objects(first.get("queues")).get(1)).containsEntry("max_running", "1");
        assertThat(names(second)).containsExactlyElementsOf(mine.subList(2, 4));
    }

    @Test
    void listsEveryQueueOnceAndNoneForAllTogether() {
        http.put("/v2/limits", "{\"max_running\":500}");
        List<String> odd = List.of(queue + "\uffff", queue + "\ud83d\ude00", queue);
        odd.forEach(name -> Doors.V2.enqueue(aJob(name, "a")));
        http.put(path(), "{}");
        List<String> all = new ArrayList<>();
        String next = null;
        do {
            Map<String, String> page = Wire.object(
                    http.get("/v2/queues?limit=100" + (next == null ? "" : "&after=" + Wire.encoded(next))).body());
            all.addAll(names(page));
            next = page.get("next").equals("null") ? null : Wire.unquoted(page.get("next"));
        } while (next != null);

        assertThat(all).containsAll(odd).doesNotContain("").doesNotHaveDuplicates()
                .hasSameSizeAs(new HashSet<>(all));
    }

    @Test
    void saysThatALastPageIsTheLast() {
        assertThat(http.get("/v2/queues?after=%F4%8F%BF%BF").body()).isEqualTo("{\"queues\":[],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "limit=x", "limit=", "limit=1&limit=2", "after=",
            "after=%00", "after=a&after=b", "limit=99999999999"})
    void refusesAPageThatIsNone(String parameters) {
        HttpResponse<String> answer = http.get("/v2/queues?" + parameters);

        refuses(answer, 400, "invalid-field");
        assertThat(answer.body()).contains("\"field\":\"" + parameters.substring(0, parameters.indexOf('=')) + "\"");
    }

    private Map<String, String> queue() {
        HttpResponse<String> answer = http.get(path());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.object(answer.body());
    }

    private Map<String, String> counts() {
        return Wire.object(queue().get("counts"));
    }

    private static List<String> names(Map<String, String> page) {
        return Wire.objects(page.get("queues")).stream().map(found -> Wire.unquoted(found.get("queue"))).toList();
    }

    private static String exactly(long count) {
        return "{\"count\":" + count + ",\"at_least\":false}";
    }

    private static void insert(String queue, int jobs) {
        SharedServer.change("""
                insert into job (queue, id, state, timeout, rank, payload, run_at, created_at, updated_at)
                select ?, gen_random_uuid()::text, 'READY', 60, 0, '{}', now(), now(), now() from generate_series(1, ?)
                """, queue, jobs);
    }
}
