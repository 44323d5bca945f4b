package dev.relay.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relay.api.ProblemException;
import dev.relay.queue.DurationText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireDurationTest {

    @ParameterizedTest
    @CsvSource({"90s,90s", "120s,2m", "PT1H,1h", "24h,1d", "36500d,36500d", "0s,0s", "P7D,7d", "1000ms,1s", "90m,90m"})
    void readsWholeSecondsAndWritesThemInTheLargestUnit(String text, String written) {
        Duration duration = WireDuration.read("x", text, ChronoUnit.SECONDS, 0);

        assertThat(DurationText.write(duration)).isEqualTo(written);
        assertThat(WireDuration.read("x", written, ChronoUnit.SECONDS, 0)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"1ms,1ms", "1500ms,1500ms", "PT0.25S,250ms", "1s,1s"})
    void readsWholeMilliseconds(String text, String written) {
        assertThat(DurationText.write(WireDuration.read("x", text, ChronoUnit.MILLIS, 1))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "-1s", "1.5s", "500ms", "soon", "36501d", "99999999999999999999d",
            "9223372036854775807d", "PT", "1 d", "1w", "\u0661s", "1s\0"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> WireDuration.read("archive_retention", text, ChronoUnit.SECONDS, 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("archive_retention must be a duration with its unit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "0ms", "1us", "1500us"})
    void refusesAPeriodBelowAMillisecond(String text) {
        assertThatThrownBy(() -> WireDuration.read("rate.period", text, ChronoUnit.MILLIS, 1))
                .isInstanceOf(ProblemException.class).hasMessageContaining("milliseconds, from 1ms");
    }
}
