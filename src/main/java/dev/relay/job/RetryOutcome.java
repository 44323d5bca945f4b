package dev.relay.job;

/** What became of a dead letter that was to be retried. */
public sealed interface RetryOutcome {

    /** It is a live job again. */
    record Retried() implements RetryOutcome {}

    /** A live job has its id or its unique key; it stays dead. */
    record AlreadyLive(JobKey key) implements RetryOutcome {}

    /** There is no such dead letter. */
    record NoSuchLetter() implements RetryOutcome {}
}
