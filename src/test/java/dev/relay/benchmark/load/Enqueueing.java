package dev.relay.benchmark.load;

import java.nio.ByteBuffer;
import java.util.Collections;

/** Enqueues one job after the other, or one batch after the other. */
public final class Enqueueing implements Conversation {

    private static final int ACCEPTED = 202;

    private final Template request;
    private final Operation operation;

    private Enqueueing(Template request, Operation operation) {
        this.request = request;
        this.operation = operation;
    }

    /** Enqueues jobs one by one. */
    public static Enqueueing singles(String queue) {
        return new Enqueueing(Template.request("POST", "/v1/enqueue", Jobs.json(queue)), Operation.ENQUEUE);
    }

    /** Enqueues jobs {@code size} at a time. */
    public static Enqueueing batches(String queue, int size) {
        String body = '[' + String.join(",", Collections.nCopies(size, Jobs.json(queue))) + ']';
        return new Enqueueing(Template.request("POST", "/v1/enqueue/batch", body), Operation.ENQUEUE_BATCH);
    }

    @Override
    public ByteBuffer ask() {
        for (int i = 0; i < request.places(); i++) {
            request.writeId(i, Jobs.nextId());
        }
        return request.buffer();
    }

    @Override
    public Operation asked() {
        return operation;
    }

    @Override
    public int hear(Answer answer) {
        return answer.status() == ACCEPTED ? request.places() : 0;
    }
}
