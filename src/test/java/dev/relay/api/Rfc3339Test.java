package dev.relay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource(textBlock = """
            2030-01-31T12:00:00Z,                2030-01-31T12:00:00Z
            2030-01-31t12:00:00z,                2030-01-31T12:00:00Z
            2030-01-31 12:00:00Z,                2030-01-31T12:00:00Z
            2030-01-31T12:00:00+00:00,           2030-01-31T12:00:00Z
            2030-01-31T12:00:00-00:00,           2030-01-31T12:00:00Z
            2030-01-31T12:00:00+05:30,           2030-01-31T06:30:00Z
            2030-01-31T12:00:00-08:00,           2030-01-31T20:00:00Z
            2030-01-31T12:00:00+23:59,           2030-01-30T12:01:00Z
            2030-01-31T12:00:00-23:59,           2030-02-01T11:59:00Z
            2030-01-31T12:00:00.5Z,              2030-01-31T12:00:00.500Z
            2030-01-31T12:00:00.123456Z,         2030-01-31T12:00:00.123456Z
            2030-01-31T12:00:00.123456999Z,      2030-01-31T12:00:00.123456Z
            2030-01-31T12:00:00.99999999999999Z, 2030-01-31T12:00:00.999999Z
            2016-12-31T23:59:60Z,                2017-01-01T00:00:00Z
            2016-12-31T15:59:60.5-08:00,         2017-01-01T00:00:00.500Z
            2028-02-29T00:00:00Z,                2028-02-29T00:00:00Z
            0001-01-01T00:00:00Z,                0001-01-01T00:00:00Z
            0000-12-31T23:00:00-01:00,           0001-01-01T00:00:00Z
            9999-12-31T23:59:59.9999999Z,        9999-12-31T23:59:59.999999Z
            """)
    void readsWhatRfc3339Allows(String text, Instant instant) {
        assertThat(Rfc3339.parse(text).toInstant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2030-01-31", "12:00:00Z", "2030-01-31T12:00Z", "2030-01-31T12:00:00",
            "2030-01-31T12:00:00.Z", "2030-01-31T12:00:00,5Z", "2030-01-31T12:00:00+0530", "2030-01-31T12:00:00+05",
            "2030-01-31T12:00:00+24:00", "2030-01-31T12:00:00+00:60", "2030-01-31T12:00:00\u221205:00",
            "2030-02-29T00:00:00Z", "2030-13-01T00:00:00Z", "2030-00-01T00:00:00Z", "2030-01-00T00:00:00Z",
            "2030-01-31T24:00:00Z", "2030-01-31T12:60:00Z", "2030-01-31T12:00:61Z", "30-01-31T12:00:00Z",
            "+2030-01-31T12:00:00Z", "-2030-01-31T12:00:00Z", "12030-01-31T12:00:00Z", " 2030-01-31T12:00:00Z",
            "2030-01-31T12:00:00Z\n", "2030-01-31_12:00:00Z", "2030-01-31T12:00:00Z[UTC]", "1893456000",
            "\u0662\u0660\u0663\u0660-01-31T12:00:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+00:01",
            "9999-12-31T23:59:60Z", "9999-12-31T23:59:59-00:01"})
    void refusesWhatItDoesNot(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Rfc3339.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"2030-01-31T12:00:00Z, 2030-01-31T12:00:00.000000Z",
            "2030-01-31T12:00:00.1234567Z, 2030-01-31T12:00:00.123456Z",
            "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z"})
    void writesUtcWithMicroseconds(Instant instant, String text) {
        assertThat(Rfc3339.format(instant)).isEqualTo(text);
    }
}
