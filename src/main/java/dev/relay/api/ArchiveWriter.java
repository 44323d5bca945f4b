package dev.relay.api;

import dev.relay.job.ArchivePage;
import dev.relay.job.ArchivedJob;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.http.ResponseEntity;

/** Writes archived jobs as the wire has them; payload, state and result go out as they came in. */
public final class ArchiveWriter {

    private ArchiveWriter() {}

    /** Answers 200 with a page. */
    public static ResponseEntity<byte[]> page(ArchivePage page) {
        return new JsonText().begin().array("jobs", page.jobs(), ArchiveWriter::write)
                .string("next", ArchiveCursor.write(page.next())).end().ok();
    }

    /** Answers 200 with one archived job. */
    public static ResponseEntity<byte[]> one(ArchivedJob job) {
        JsonText json = new JsonText();
        write(job, json);
        return json.ok();
    }

    private static void write(ArchivedJob job, JsonText json) {
        json.begin().string("queue", job.key().queue()).string("id", job.key().id())
                .instant("completed_at", job.completedAt()).instant("claimed_at", job.claimedAt())
                .number("run_seconds", seconds(Duration.between(job.claimedAt(), job.completedAt())))
                .number("failures", job.failures()).number("lapses", job.lapses())
                .number("reschedules", job.reschedules()).number("priority", job.priority())
                .string("unique_key", job.uniqueKey()).string("fingerprint", job.fingerprint())
                .raw("payload", job.payload()).raw("state", job.state()).raw("result", job.result())
                .instant("run_at", job.runAt()).instant("created_at", job.createdAt()).end();
    }

    private static BigDecimal seconds(Duration run) {
        // Not by way of a double, which writes 0.0001 as 1.0E-4 and 0.3 with more digits than there are.
        return BigDecimal.valueOf(run.getSeconds() * 1_000_000 + run.getNano() / 1000, 6);
    }
}
