package dev.relay.api.v2;

/** What the OpenAPI document says of queues that are paused or limited. */
final class LimitDocumentation {

    static final String QUEUE_HEADER = "Relay-Queue";
    static final String PAUSED = "paused";
    static final String QUEUE_HEADER_TEXT = "`paused`: nothing is handed out from the queue, or from any of the queues, until it is "
            + "resumed. Absent otherwise.";

    private LimitDocumentation() {}
}
