package dev.relay.job;

/** What an enqueue does about a job whose key is taken by a live one. */
public enum ConflictMode {
    /** Any conflict refuses the whole call; nothing of it is kept. */
    UNIQUE,
    /** Jobs in conflict are skipped, the others are kept. */
    IGNORE,
    /** The live job takes the new values and leaves its run: its run id is void from then on. */
    REPLACE
}
