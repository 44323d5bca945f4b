package dev.relay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.relay.job.NewJob;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class JobReaderTest {

    private final Limits limits = new Limits(DataSize.ofMegabytes(1), 3, 10, 1024);
    private final JobReader reader = new JobReader(new Keys(limits), limits);

    @Test
    void readsEveryField() {
        NewJob job = readV2(
                """
                        "max_retries": 3, "priority": -5, "payload": {"a": 1.0}, "state": [ ], "run_at": "2030-01-01T00:00:00Z\"""");

        assertThat(job.key()).hasToString("q/a");
        assertThat(job.timeout()).isEqualTo(60);
        assertThat(job.maxRetries()).isEqualTo(3);
        assertThat(job.priority()).isEqualTo(-5);
        assertThat(job.payload()).isEqualTo("{\"a\": 1.0}");
        assertThat(job.state()).isEqualTo("[ ]");
        assertThat(job.runAt().toInstant()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(job.durable()).isTrue();
    }

    @Test
    void fillsInWhatIsAbsent() {
        NewJob job = readV1("\"x\": 1");

        assertThat(job.maxRetries()).isZero();
        assertThat(job.priority()).isZero();
        assertThat(job.payload()).isEqualTo("null");
        assertThat(job.state()).isNull();
        assertThat(job.runAt()).isNull();
        assertThat(job.durable()).isTrue();
    }

    @Test
    void takesNullForAbsent() {
        NewJob job = readV1("""
                "max_retries": null, "priority": null, "state": null, "run_at": null, "persist_data": null""");

        assertThat(job).isEqualTo(readV1("\"x\": 1"));
    }

    @Test
    void hasUnlimitedRetriesInV2WhereNoneAreSaid() {
        assertThat(readV2("\"x\": 1").maxRetries()).isNull();
        assertThat(readV2("\"max_retries\": null").maxRetries()).isNull();
    }

    @Test
    void takesNegativeRetriesForUnlimitedInV1() {
        assertThat(readV1("\"max_retries\": -1").maxRetries()).isNull();
        assertThat(readV1("\"max_retries\": -2147483648").maxRetries()).isNull();
    }

    @Test
    void takesTheLastOfADuplicateField() {
        assertThat(readV1("\"payload\": 1, \"payload\": 2").payload()).isEqualTo("2");
    }

    @Test
    void passesOverUnknownFields() {
        assertThat(readV1("\"what\": {\"id\": [\"x\"], \"timeout\": \"y\"}").key()).hasToString("q/a");
    }

    @Test
    void givesUpCrashSafetyOnlyWhereV1AsksForIt() {
        assertThat(readV1("\"persist_data\": false").durable()).isFalse();
        assertThat(readV1("\"persist_data\": true").durable()).isTrue();
        assertThat(readV2("\"persist_data\": false").durable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            "timeout": -1              | timeout must be an integer from 0 to 2147483647
            "timeout": 2147483648      | timeout must be an integer from 0 to 2147483647
            "timeout": 1.0             | timeout must be an integer from 0 to 2147483647
            "timeout": null            | timeout is required
            "max_retries": 32768       | max_retries must be an integer from -2147483648 to 32767
            "id": ""                   | id must have 1 to 1024 characters
            "id": 1                    | id must be a string
            "id": "\\u0000"            | id must not contain the character U+0000
            "queue": "\\ud800"         | queue must not contain an unpaired surrogate
            "queue": null              | queue is required
            "persist_data": 0          | persist_data must be true or false
            "run_at": "tomorrow"       | run_at must be a timestamp as in RFC 3339, such as 2030-01-31T12:00:00Z
            """)
    void namesTheFieldAndTheRule(String field, String detail) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> readV1(field)).withMessage(detail);
    }

    @Test
    void namesThePlaceInAnArray() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> reader.readMany(bytes("[%s, {}]".formatted(job("\"x\": 1"))), WireVersion.V1))
                .withMessage("[1].timeout is required");
    }

    @Test
    void refusesMoreJobsThanOneRequestMayHave() {
        String job = job("\"x\": 1");

        assertThat(reader.readMany(bytes("[%s,%s,%s]".formatted(job, job, job)), WireVersion.V1)).hasSize(3);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> reader.readMany(bytes("[%s,%s,%s,%s]".formatted(job, job, job, job)), WireVersion.V1))
                .withMessage("The array may have at most 3 jobs");
    }

    private NewJob readV1(String fields) {
        return reader.readOne(bytes(job(fields)), WireVersion.V1);
    }

    private NewJob readV2(String fields) {
        return reader.readOne(bytes(job(fields)), WireVersion.V2);
    }

    private static String job(String fields) {
        return "{\"id\": \"a\", \"queue\": \"q\", \"timeout\": 60, " + fields + "}";
    }

    private static RequestBytes bytes(String json) {
        return new RequestBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
