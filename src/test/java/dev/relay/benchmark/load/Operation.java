package dev.relay.benchmark.load;

/** What a latency is a latency of. */
public enum Operation {
    NO_OP, ENQUEUE, ENQUEUE_BATCH, CLAIM, COMPLETE, PICKUP, OUTCOME, STATEMENT
}
