package dev.relay.contract;

import static dev.relay.contract.JobSpec.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.relay.testing.SharedServer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("§1 payload and state come out to the byte as they went in")
class VerbatimJsonTest {

    static final Map<String, String> LITERALS = literals();

    private final String queue = SharedServer.newQueue();

    static Stream<Arguments> literalsThroughEachDoor() {
        return Doors.all().flatMap(door -> LITERALS.entrySet().stream()
                .map(literal -> argumentSet(door + ": " + literal.getKey(), door, literal.getValue())));
    }

    @ParameterizedTest
    @MethodSource("literalsThroughEachDoor")
    void keepsPayloadAndStateOfAnEnqueue(Door door, String json) {
        door.enqueue(aJob(queue, "a").withPayload(json).withState(json));

        SeenJob claimed = door.claim(queue, 1).getFirst();
        assertThat(claimed.payload().equals(json)).isTrue();
        assertThat(claimed.state()).isEqualTo("null".equals(json) ? null : json);
    }

    @ParameterizedTest
    @MethodSource("literalsThroughEachDoor")
    void keepsTheStateOfAHeartbeatWithoutTheSpaceAroundIt(Door door, String json) {
        door.enqueue(aJob(queue, "a").withRetries(1));
        door.heartbeat(door.claim(queue, 1).getFirst(), " \t\r\n" + json + "\n ");
        SharedServer.lapse(queue);

        assertThat(door.claim(queue, 1).getFirst().state()).isEqualTo("null".equals(json) ? null : json);
    }

    @ParameterizedTest
    @FieldSource("DOORS")
    void keepsValuesThatHaveSpaceAroundThem(Door door) {
        door.enqueue(aJob(queue, "a").withPayload(" \t1.0 \n").withState("\r\n-0\t"));

        assertThat(door.claim(queue, 1)).first().extracting(SeenJob::payload, SeenJob::state).containsExactly("1.0",
                "-0");
    }

    static final Iterable<Door> DOORS = Doors.all().toList();

    @ParameterizedTest
    @FieldSource("DOORS")
    void keepsAStringOfFiveMegabytes(Door door) {
        String json = '"' + "\u00fc\\n\ud83d\ude80x".repeat(625_000) + '"';
        door.enqueue(aJob(queue, "a").withPayload(json).withRetries(1));
        SeenJob run = door.claim(queue, 1).getFirst();
        door.heartbeat(run, json);
        SharedServer.lapse(queue);

        assertThat(run.payload().equals(json)).isTrue();
        assertThat(door.claim(queue, 1).getFirst().state().equals(json)).isTrue();
    }

    @Test
    void passesOverAByteOrderMarkBeforeTheBody() {
        String job = "\ufeff" + Wire.job(aJob(queue, "a").withRetries(1).withPayload("[1.0]"), "-1");
        assertThat(SharedServer.http().post("/enqueue", job).statusCode()).isEqualTo(202);
        SeenJob run = Doors.V1_FLAT.claim(queue, 1).getFirst();
        Doors.V1_FLAT.heartbeat(run, "\ufeff1.50");
        SharedServer.lapse(queue);

        assertThat(Doors.V1_FLAT.claim(queue, 1)).first().extracting(SeenJob::payload, SeenJob::state)
                .containsExactly("[1.0]", "1.50");
    }

    @ParameterizedTest
    @FieldSource("NOT_UTF8")
    void refusesWhatIsNotUtf8(byte[] value) {
        byte[] job = Wire.job(aJob(queue, "a").withPayload("\"@\""), "-1").getBytes(StandardCharsets.UTF_8);
        int at = new String(job, StandardCharsets.UTF_8).indexOf('@');
        byte[] body = new byte[job.length - 1 + value.length];
        System.arraycopy(job, 0, body, 0, at);
        System.arraycopy(value, 0, body, at, value.length);
        System.arraycopy(job, at + 1, body, at + value.length, job.length - at - 1);

        assertThat(SharedServer.http().send("POST", "/enqueue", body)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("The body is not valid UTF-8");
        });
    }

    static final Iterable<byte[]> NOT_UTF8 = Stream.of("ff", "c3", "c0af", "eda080", "f4908080", "80", "e282")
            .map(hex -> java.util.HexFormat.of().parseHex(hex)).toList();

    private static Map<String, String> literals() {
        Map<String, String> literals = new LinkedHashMap<>();
        Stream.of("null", "true", "false", "0", "-0", "-0.0", "1.0", "1.10", "1e400", "1E+5", "1e-999999",
                "1e999999999", "12345678901234567890.123", "123456789012345678901234567890", "\"\"", "{}", "[]",
                "{ }", "[ ]", "[1 ,2,\t3\n]", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":2}", "{\"a\" : {\"\":[null]}}",
                "\"\\u0000\"", "{\"\\u0000\":\"\\u0000\"}", "\"\\ud800\"", "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude80\"", "\"\ud83d\ude80 \u4f60\u597d \u00e9 e\u0301 \u2028\u2029\ufeff\u007f\"",
                "\"\\/ / \\\" \\\\ \\b\\f\\n\\r\\t \\u0041\"", "\"</script>&amp;'\"")
                .forEach(json -> literals.put(json, json));
        literals.put("500 levels of arrays", "[".repeat(500) + "]".repeat(500));
        literals.put("500 levels of objects", "{\"a\":".repeat(500) + "1.0" + "}".repeat(500));
        literals.put("a number of 10,000 digits", "1".repeat(10_000) + ".0");
        return literals;
    }
}
