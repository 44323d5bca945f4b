package dev.relay.api;

import dev.relay.queue.Backoff;
import dev.relay.queue.BackoffJson;
import dev.relay.queue.InvalidBackoffException;

/** Reads a backoff from a request; a mistake names the field and the rule that it breaks. */
final class BackoffReader {

    private BackoffReader() {}

    static Backoff read(String field, String json) {
        try {
            return BackoffJson.read(json);
        } catch (InvalidBackoffException e) {
            throw ProblemException.invalid(e.field(field), e.rule());
        }
    }
}
