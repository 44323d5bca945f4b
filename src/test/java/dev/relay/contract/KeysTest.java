package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static dev.relay.contract.Wire.encoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.relay.contract.Door.Ability;
import dev.relay.testing.SharedServer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("§1, §3 a queue and an id hold any characters, percent-decoded once")
class KeysTest extends RowsTest {

    /** 1024 characters that do not compress: 3 KB, more than an entry of the store's index takes. */
    static final String CJK = new Random(7).ints(1024, 0x4e00, 0x9fff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();

    static Stream<Arguments> keysThroughEachDoor() {
        List<String> keys = Stream.concat(Stream.of("/", "a/b/", "//", "%", "%41", "%2F", "%252F", "%zz", ";", "a;b=c",
                ";jsessionid=1", " ", "  a  b ", ".", "..", "../..", "../../etc", "\\", "..\\x", "+", "a+b", "?",
                "?a=b",
                "#", "&", "a&queue=b", "=", ",", "a,b", "\"", "'", "<>", "[]{}|^`", "*", "~", ":", "@", "!$()",
                "\t\r\n",
                "\u007f", "\u0001", "\u00e9", "e\u0301", "\ud83d\ude80", "\u4f60\u597d", "\ufeff", "\u200f", "\uffff",
                "jobs", "run-id", "null", "-1", "' or 1=1 --"),
                Stream.of("x".repeat(1024), "/".repeat(1024),
                        "\ud83d\ude00".repeat(1024)))
                .toList();
        return Doors.all().flatMap(door -> keys.stream().map(key -> argumentSet(
                door + ": " + (key.length() > 20 ? key.substring(0, 4) + "…" + key.length() : key), door, key)));
    }

    @ParameterizedTest
    @MethodSource("keysThroughEachDoor")
    void namesTheSameJobInEveryCall(Door door, String key) {
        SharedServer.change("delete from job where queue = ?", key);
        assertThat(door.enqueue(aJob(key, key).withRetries(1))).isTrue();

        SeenJob run = door.claim(key, 1).getFirst();
        assertThat(run).extracting(SeenJob::queue, SeenJob::id).containsExactly(key, key);
        assertThat(door.heartbeat(run, "1")).isTrue();
        if (door.can(Ability.LOOK)) {
            assertThat(door.exists(key, key)).isTrue();
            assertThat(door.get(key, key).orElseThrow().state()).isEqualTo("1");
        }
        assertThat(door.reschedule(run, aJob(key, key))).isTrue();
        assertThat(door.complete(door.claim(key, 1).getFirst())).isTrue();
        assertThat(door.enqueue(aJob(key, key))).isTrue();
        door.delete(key, key);
        assertThat(SharedServer.ask("select count(*) from job where queue = ?", key)).isEqualTo("0");
    }

    @Test
    void doesNotDecodeTwice() {
        ready("%2F");

        accepts(http.head("/v2/queues/" + queue + "/jobs/%252F"), 200);
        accepts(http.head("/v2/queues/" + queue + "/jobs/%2F"), 404);
    }

    @Test
    void takesASemicolonThatIsNotEncoded() {
        ready("a;b=c");

        accepts(http.head("/v2/queues/" + queue + "/jobs/a;b=c"), 200);
        accepts(http.head("/v2/queues/" + queue + "/jobs/a"), 404);
    }

    @Test
    void takesAPlusInThePathForAPlusAndInTheQueryForASpace() {
        ready("a+b");

        accepts(http.head("/v1/queues/" + queue + "/jobs/a+b"), 200);
        refuses(http.delete("/complete?queue=" + queue + "&job_id=a+b"), 404, "job-not-found");
        accepts(http.delete("/complete?queue=" + queue + "&job_id=a%2Bb"), 200);
    }

    @Test
    void refusesAKeyOf1025Characters() {
        String id = "\ud83d\ude00".repeat(1025);

        refuses(http.post("/enqueue", Wire.job(aJob(queue, id), "-1")), 400, "invalid-field");
        refuses(http.get("/v1/queues/" + queue + "/jobs/" + encoded(id)), 400, "invalid-field");
    }

    @Test
    void findsNoJobUnderAKeyThatTheStoreCannotHold() {
        String id = encoded(CJK);

        accepts(http.get("/next?queue=" + id), 204);
        accepts(http.head("/v2/queues/" + id + "/jobs/" + id), 404);
        refuses(http.patch("/heartbeat?queue=" + id + "&job_id=" + id, "1"), 404, "job-not-found");
        accepts(http.delete("/v2/queues/" + id + "/jobs/" + id), 200);
        saysLease(http.delete("/v2/queues/" + id + "/jobs/" + id + "/run-id/" + NO_RUN), "lost");
    }

    @Test
    void namesTheKeysThatTheStoreCannotHold() {
        assertThat(Wire.object(http.post("/enqueue", job(CJK)).body()).get("detail")).contains("queue", "id");
        assertThat(http.post("/enqueue", Wire.job(aJob(CJK, "a"), "-1")).statusCode()).isEqualTo(422);
    }

    @Test
    void doesNotHarmWhatOthersEnqueueAtTheSameTime() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> clients.submit(() -> http.post("/enqueue", job(i % 4 == 0 ? CJK : "job-" + i))
                            .statusCode()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i % 4 == 0 ? 422 : 202);
            }
        }
        assertThat(idsInStore()).hasSize(150);
    }
}
