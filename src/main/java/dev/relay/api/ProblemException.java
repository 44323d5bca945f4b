package dev.relay.api;

import dev.relay.job.JobKey;
import dev.relay.job.StoreRefusedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document; says what was wrong and names the field or the job. */
public final class ProblemException extends RuntimeException {

    private final ProblemType type;
    private final transient Map<String, String> named;

    private ProblemException(ProblemType type, String detail, Map<String, String> named) {
        // No stack trace: it tells a client's mistake, at a rate that the client chooses.
        super(detail, null, false, false);
        this.type = type;
        this.named = named;
    }

    /** The body, or the request around it, cannot be read at all. */
    public static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail, Map.of());
    }

    /**
     * A field or parameter breaks a rule.
     *
     * @param field its name; within an array as in {@code [3].timeout}
     * @param rule what it must be, to be read after the name: "must be …"
     */
    public static ProblemException invalid(String field, String rule) {
        return new ProblemException(ProblemType.INVALID_FIELD, field + " " + rule, Map.of("field", field));
    }

    /** A live job has this key already. */
    public static ProblemException jobExists(JobKey key) {
        return aboutJob(ProblemType.JOB_EXISTS, key, "A job with this id exists already in this queue");
    }

    /** A live job has the id, or the unique key, of what was to become one. */
    public static ProblemException keyIsTaken(JobKey key, String detail) {
        return aboutJob(ProblemType.JOB_EXISTS, key, detail);
    }

    /** The queue has no dead letter with this number. */
    public static ProblemException deadLetterNotFound(String queue, long deadSeq) {
        return new ProblemException(ProblemType.DEAD_LETTER_NOT_FOUND,
                "There is no dead letter with this number in this queue",
                Map.of("queue", queue, "dead_seq", Long.toString(deadSeq)));
    }

    /**
     * A live job has a key that had to be free.
     *
     * @param uniqueKey the unique key that the job has; null when it is the id that is taken
     */
    public static ProblemException jobExists(JobKey key, @Nullable String uniqueKey) {
        return uniqueKey == null
                ? jobExists(key)
                : new ProblemException(ProblemType.JOB_EXISTS,
                        "A job with this unique_key exists already in this queue",
                        Map.of("queue", key.queue(), "id", key.id(), "unique_key", uniqueKey));
    }

    /** There is no such live job, or none in the state that the call needs. */
    public static ProblemException jobNotFound(JobKey key, String detail) {
        return aboutJob(ProblemType.JOB_NOT_FOUND, key, detail);
    }

    static ProblemException refused(StoreRefusedException e) {
        String detail = String.valueOf(e.getMessage());
        return e.job() == null
                ? new ProblemException(ProblemType.STORE_REFUSED, detail, Map.of())
                : aboutJob(ProblemType.STORE_REFUSED, e.job(), detail);
    }

    static ProblemException bodyTooLarge(long limit) {
        return new ProblemException(ProblemType.BODY_TOO_LARGE, "The body may have at most " + limit + " bytes",
                Map.of());
    }

    private static ProblemException aboutJob(ProblemType type, JobKey key, String detail) {
        return new ProblemException(type, detail, Map.of("queue", key.queue(), "id", key.id()));
    }

    ProblemType type() {
        return type;
    }

    /** Returns what the problem is about, by the name of the member that tells it. */
    Map<String, String> named() {
        return named;
    }
}
