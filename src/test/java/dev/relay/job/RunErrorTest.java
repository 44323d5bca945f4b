package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunErrorTest {

    @Test
    void keepsWhatIsShort() {
        RunError error = new RunError("Timeout", "no answer", "x".repeat(8000));

        assertThat(error.type()).isEqualTo("Timeout");
        assertThat(error.message()).isEqualTo("no answer");
        assertThat(error.detail()).hasSize(8000);
        assertThat(new RunError(null, null, null)).extracting(RunError::type, RunError::message, RunError::detail)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "漢", "😀", "\0", "\ud800"})
    void holdsAllThreeTogetherWithinItsBoundAndMarksWhatIsCutOff(String character) {
        String text = character.repeat(10_000);

        RunError error = new RunError(text, text, text);

        assertThat(bytes(error.type()) + bytes(error.message()) + bytes(error.detail())).isBetween(8000, 8192);
        assertThat(bytes(error.type())).isLessThanOrEqualTo(256);
        assertThat(error.type()).endsWith(" [truncated]");
        assertThat(error.message()).endsWith(" [truncated]");
        assertThat(error.detail()).isEqualTo(" [truncated]");
    }

    @Test
    void cutsBetweenCharacters() {
        RunError error = new RunError(null, null, "😀".repeat(4000));

        assertThat(error.detail().replace("😀", "")).isEqualTo(" [truncated]");
    }

    @Test
    void replacesWhatCannotBeStored() {
        assertThat(new RunError("a\0b", "\ud800x\udc00", "😀").type()).isEqualTo("a\uFFFDb");
        assertThat(new RunError("a", "\ud800x\udc00", "😀").message()).isEqualTo("\uFFFDx\uFFFD");
        assertThat(new RunError("a", "b", "😀").detail()).isEqualTo("😀");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
