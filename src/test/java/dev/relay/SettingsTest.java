package dev.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that makes no sense stops the start, and an operator reads which one, what it is and what it may be. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "relay.limits.max-key-length=0 | maxKeyLength | \"0\" | must be greater than or equal to 1",
            "relay.limits.max-body-size=1B | max-body-size | is 1B | must be between 1KB and 1GB",
            "relay.scheduling.reap-interval=-1s | reapInterval | \"PT-1S\" | must be longer than or equal to 10 millis",
            "relay.scheduling.janitor-interval=0s | janitorInterval | \"PT0S\" | must be longer than or equal to 10 millis",
            "relay.scheduling.batch-size=0 | batchSize | \"0\" | must be greater than or equal to 1"})
    void stopsTheStartAndSaysKeyValueAndRule(String setting, String key, String value, String rule,
            CapturedOutput output) {
        assertThatThrownBy(() -> RelayServer.start(TestDatabase.shared(), setting).close()).isNotNull();

        assertThat(output.getOut()).contains("APPLICATION FAILED TO START").contains(key, value, rule);
    }
}
