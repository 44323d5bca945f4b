package dev.relay.benchmark.load;

import java.nio.ByteBuffer;

/** Says the same again and again, and does no job by it. */
public final class Asking implements Conversation {

    private final Template request;

    /** Gets a path. */
    public Asking(String path) {
        this.request = Template.request("GET", path, "");
    }

    @Override
    public ByteBuffer ask() {
        return request.buffer();
    }

    @Override
    public Operation asked() {
        return Operation.NO_OP;
    }

    @Override
    public int hear(Answer answer) {
        return 1;
    }
}
