package dev.relay.benchmark.load;

import java.nio.ByteBuffer;

/**
 * What one connection says and hears: a cycle of requests, over and over. The generator's thread alone calls it, and asks
 * again only after it has heard.
 */
public interface Conversation {

    /** Returns the next request, whole, from position to limit; it must stay unchanged until it is answered. */
    ByteBuffer ask();

    /** Returns what the last request asked for. */
    Operation asked();

    /** Takes the answer to the last request, also when it is an error, and returns how many jobs are thereby done. */
    int hear(Answer answer);

    /** Returns whether the next request begins a new cycle; in an open loop it then waits for its instant. */
    default boolean isCycleEnded() {
        return true;
    }
}
