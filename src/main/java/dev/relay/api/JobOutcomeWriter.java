package dev.relay.api;

import dev.relay.job.JobOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Writes what became of a job as the wire has it; the result goes out as it came in. */
public final class JobOutcomeWriter {

    private JobOutcomeWriter() {}

    /** Answers 200 with how a job ended. */
    public static ResponseEntity<byte[]> ended(JobOutcome.Ended ended) {
        String json = "{\"outcome\":\"" + ended.ending().name().toLowerCase(Locale.ROOT) + "\",\"ended_at\":\""
                + Rfc3339.format(ended.endedAt()) + "\",\"result\":" + ended.result() + ",\"error\":" + ended.error()
                + '}';
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(json.getBytes(StandardCharsets.UTF_8));
    }
}
