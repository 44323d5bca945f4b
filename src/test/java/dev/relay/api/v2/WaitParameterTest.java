package dev.relay.api.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relay.api.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitParameterTest {

    private static final Duration MOST = Duration.ofSeconds(60);

    @Test
    void isNotAtAllWhenAbsent() {
        assertThat(WaitParameter.read(null, MOST)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20s,PT20S", "500ms,PT0.5S", "PT20S,PT20S", "pt1m,PT60S", "1m,PT60S", "0s,PT0S", "60s,PT60S"})
    void readsADurationWithItsUnit(String wait, Duration expected) {
        assertThat(WaitParameter.read(wait, MOST)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "20", "-1s", "PT-1S", "61s", "60001ms", "P1D", "soon", "20 s", "1.5s", "s", "PT",
            "99999999999999999999s", "9223372036854775807s", "9223372036854775807d", "20S20"})
    void refusesAnythingElse(String wait) {
        assertThatThrownBy(() -> WaitParameter.read(wait, MOST)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("wait must be a duration with its unit");
    }
}
