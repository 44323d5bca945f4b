package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeylessSweepTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long NOW = Long.MAX_VALUE - 1_000_000 * MILLI;
    private final KeylessSweep sweep = new KeylessSweep();

    @Test
    void goesOnWhereItStopped() {
        sweep.passedTo(at(5), MILLI);

        assertThat(sweep.position(NOW)).isEqualTo(at(5));
        assertThat(sweep.position(NOW + 100_000 * MILLI)).isEqualTo(at(5));
    }

    @Test
    void restsFiftyTimesAsLongAsItTook() {
        sweep.passedTo(at(5), 3 * MILLI);
        sweep.arrivedAt(at(8), NOW, MILLI);

        assertThat(sweep.position(NOW + 200 * MILLI)).isEqualTo(at(8));
        assertThat(sweep.position(NOW + 201 * MILLI)).isEqualTo(LinePosition.START);
    }

    @Test
    void restsShortlyWhenItTookOnePortion() {
        sweep.arrivedAt(at(8), NOW, 900 * MILLI);

        assertThat(sweep.position(NOW + 501 * MILLI)).isEqualTo(LinePosition.START);
    }

    @Test
    void returnsToAJobThatWasPutBeforeItsPositionOnceItHasArrived() {
        sweep.passedTo(at(5), MILLI);
        sweep.lower(at(3));
        assertThat(sweep.position(NOW)).isEqualTo(at(5));

        sweep.arrivedAt(at(8), NOW, MILLI);
        assertThat(sweep.position(NOW)).isEqualTo(at(3));
    }

    @Test
    void staysWhereItIsForAJobThatIsPutBehindIt() {
        sweep.arrivedAt(at(8), NOW, MILLI);
        sweep.lower(at(9));

        assertThat(sweep.position(NOW)).isEqualTo(at(8));
    }

    private static LinePosition at(int second) {
        return new LinePosition(0, Instant.ofEpochSecond(second), second);
    }
}
