package dev.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

@ExtendWith(OutputCaptureExtension.class)
class TryAgainLogTest {

    @Test
    void saysTheFirstAtOnceAndNotEachOfManyInASecond(CapturedOutput output) {
        TryAgainLog log = new TryAgainLog();
        for (int i = 0; i < 1000; i++) {
            log.answered(new MockHttpServletRequest("POST", "/v1/enqueue"), new IllegalStateException("no room"));
        }

        assertThat(output.getOut().lines().filter(line -> line.contains("Answered \"try again\" to POST /v1/enqueue")))
                .hasSizeBetween(1, 3).first().asString().contains("0 more").endsWith("no room");
    }

}
