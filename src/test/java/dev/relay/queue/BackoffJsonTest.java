package dev.relay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffJsonTest {

    static Stream<Backoff> anyBackoffs() {
        return BackoffTest.anyBackoffs();
    }

    @ParameterizedTest
    @MethodSource("anyBackoffs")
    void readsWhatItWrites(Backoff backoff) {
        assertThat(BackoffJson.read(BackoffJson.write(backoff))).isEqualTo(backoff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"type": "fixed", "delay": "5s"}""", """
            {"type": "linear", "delay": "500ms", "max": "1h"}""", """
            {"type": "exponential", "base": "1s", "factor": 2.0, "max": "90m"}""", """
            {"type": "polynomial", "exponent": 2.5, "max": "1d"}""", """
            {"type": "lakh"}""", """
            {"type": "list", "delays": ["0s", "10s", "1m"]}""", """
            {"type": "fixed", "delay": "90s", "jitter": true}""", """
            {"type": "lakh", "jitter": true}"""})
    void writesWhatItReads(String json) {
        assertThat(BackoffJson.write(BackoffJson.read(json))).isEqualTo(json);
    }

    @Test
    void readsOtherWaysToSayTheSame() {
        assertThat(BackoffJson.read("""
                {"factor": 2, "jitter": false, "max": null, "base": "PT1.5S", "type": "exponential"}"""))
                .isEqualTo(new Backoff.Exponential(Duration.ofMillis(1500), 2, Backoff.MOST));
        assertThat(BackoffJson.read("{\"type\": \"list\", \"delays\": [\"1d\"]}"))
                .isEqualTo(new Backoff.Listed(List.of(Duration.ofDays(1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
            "nonsense | backoff | must be well-formed JSON", "{ | backoff | must be well-formed JSON",
            "{\"type\": \"lakh\"} x | backoff | must be well-formed JSON",
            "[] | backoff | must be an object with a type", "null | backoff | must be an object with a type",
            "\"PT5S\" | backoff | must be an object with a type", "{} | backoff.type | is required",
            "{\"type\": null} | backoff.type | is required", "{\"type\": 1} | backoff.type | must be fixed,",
            "{\"type\": \"Fixed\"} | backoff.type | must be fixed,",
            "{\"type\": \"fixed\"} | backoff.delay | is required",
            "{\"type\": \"fixed\", \"delay\": 5} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"5\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"-5s\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"3651d\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"9223372036854775807d\"} | backoff.delay | must be a duration",
            "{\"type\": \"fixed\", \"delay\": \"99999999999999999999s\"} | backoff.delay | must be a duration",
            "{\"type\": \"fixed\", \"delay\": \"5 parsecs\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"5s\\u0000\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"\\ud800\"} | backoff.delay | must be a duration with its unit",
            "{\"type\": \"fixed\", \"delay\": \"5s\", \"max\": \"1h\"} | backoff.max | is not a field of this type",
            "{\"type\": \"fixed\", \"delay\": \"5s\", \"jitter\": 1} | backoff.jitter | must be true or false",
            "{\"type\": \"linear\", \"delay\": \"5s\", \"max\": []} | backoff.max | must be a duration with its unit",
            "{\"type\": \"exponential\", \"base\": \"1s\", \"factor\": \"2\"} | backoff.factor | must be a number from 1",
            "{\"type\": \"exponential\", \"base\": \"1s\", \"factor\": 0.9} | backoff.factor | must be a number from 1",
            "{\"type\": \"exponential\", \"base\": \"1s\", \"factor\": 1e999} | backoff.factor | must be a number from",
            "{\"type\": \"polynomial\", \"exponent\": -1} | backoff.exponent | must be a number from 0 to 100",
            "{\"type\": \"polynomial\", \"exponent\": true} | backoff.exponent | must be a number from 0 to 100",
            "{\"type\": \"lakh\", \"delay\": \"5s\"} | backoff.delay | is not a field of this type of backoff",
            "{\"type\": \"list\", \"delays\": []} | backoff.delays | must be an array of 1 to 100 durations",
            "{\"type\": \"list\", \"delays\": \"1s\"} | backoff.delays | must be an array of 1 to 100 durations",
            "{\"type\": \"list\", \"delays\": [\"1s\", null]} | backoff.delays[1] | must be a duration with its unit"})
    void namesTheFieldAndTheRuleThatIsBroken(String json, String field, String rule) {
        InvalidBackoffException broken = catchThrowableOfType(InvalidBackoffException.class,
                () -> BackoffJson.read(json));

        assertThat(broken.field("backoff")).isEqualTo(field);
        assertThat(broken.rule()).startsWith(rule);
    }

    @Test
    void refusesNumbersAndNestingBeyondAllBounds() {
        Stream.of("{\"type\": \"polynomial\", \"exponent\": 1" + "0".repeat(5000) + "}", "[".repeat(10_000),
                "{\"type\": \"polynomial\", \"exponent\": 1e" + "9".repeat(50) + "}",
                "{\"type\": \"list\", \"delays\": [" + "\"1s\",".repeat(100) + "\"1s\"]}")
                .forEach(json -> assertThat(catchThrowableOfType(InvalidBackoffException.class,
                        () -> BackoffJson.read(json))).as(json.substring(0, 50)).isNotNull());
    }
}
