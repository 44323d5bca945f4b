package dev.relay.api;

import dev.relay.job.DeadLetter;
import dev.relay.job.DeadLetterPage;
import dev.relay.job.DeletedLetters;
import dev.relay.job.RetriedLetters;
import dev.relay.job.RetrySpread;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Writes dead letters as the wire has them; payload and state go out as they came in. */
public final class DeadLetterWriter {

    private DeadLetterWriter() {}

    /** Answers 200 with a page. */
    public static ResponseEntity<byte[]> page(DeadLetterPage page) {
        return new JsonText().begin().array("dead_letters", page.letters(), DeadLetterWriter::write)
                .string("next", next(page.next(), Instant.EPOCH)).end().ok();
    }

    /** Answers 200 with one dead letter. */
    public static ResponseEntity<byte[]> one(DeadLetter letter) {
        JsonText json = new JsonText();
        write(letter, json);
        return json.ok();
    }

    /** Answers 200 with what a delete did. */
    public static ResponseEntity<byte[]> deleted(DeletedLetters done) {
        return new JsonText().begin().number("deleted", done.deleted())
                .string("next", next(done.next(), Instant.EPOCH)).end().ok();
    }

    /** Answers 200 with what a retry did; its {@code next} keeps up the rate, where there is one. */
    public static ResponseEntity<byte[]> retried(RetriedLetters done, RetrySpread spread) {
        Instant from = spread.between().isZero() ? Instant.EPOCH : done.from();
        return new JsonText().begin().number("retried", done.retried()).number("conflicts", done.conflicts())
                .string("next", next(done.next(), from)).end().ok();
    }

    private static @Nullable String next(@Nullable Long deadSeq, Instant from) {
        return deadSeq == null ? null : DeadLetterCursor.write(deadSeq, from);
    }

    private static void write(DeadLetter letter, JsonText json) {
        json.begin().number("dead_seq", letter.deadSeq()).string("queue", letter.key().queue())
                .string("id", letter.key().id()).string("reason", DeadLetterReader.name(letter.reason()))
                .instant("died_at", letter.diedAt()).string("error_type", letter.errorType())
                .raw("attempts", letter.attempts() == null ? "[]" : letter.attempts())
                .number("failures", letter.failures()).number("lapses", letter.lapses())
                .number("reschedules", letter.reschedules()).number("timeout", letter.timeout())
                .number("max_retries", letter.maxRetries()).number("priority", letter.priority())
                .string("unique_key", letter.uniqueKey()).string("fingerprint", letter.fingerprint())
                .string("permit_key", letter.permitKey()).raw("backoff", letter.backoff())
                .raw("payload", letter.payload()).raw("state", letter.state()).instant("run_at", letter.runAt())
                .instant("created_at", letter.createdAt()).end();
    }
}
