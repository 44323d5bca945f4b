package dev.relay.api;

import dev.relay.job.JobKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of what names a job, the same wherever on the wire it stands. */
@Component
public class Keys {

    /** Of one claim: each is a statement when the claim looks for jobs. */
    private static final int MOST_QUEUES = 100;

    /** Less than PostgreSQL takes for an index entry, 2704, by as much as stands beside the names in any. */
    private static final int MOST_BYTES = 2600;

    private final int maxLength;

    Keys(Limits limits) {
        this.maxLength = limits.maxKeyLength();
    }

    /** Returns the key of a job, checked; {@code idField} is what the caller calls the id. */
    public JobKey job(@Nullable String queue, @Nullable String id, String idField) {
        return new JobKey(checked("queue", queue), checked(idField, id));
    }

    /** Returns a queue's name, checked. */
    public String queue(@Nullable String queue) {
        return checked("queue", queue);
    }

    /** Returns the names of queues, checked; each counts once, where it stands first. */
    public List<String> queues(List<String> queues) {
        if (queues.isEmpty() || queues.size() > MOST_QUEUES) {
            throw ProblemException.invalid("queues", "must name 1 to " + MOST_QUEUES + " queues");
        }
        return queues.stream().map(queue -> checked("queues", queue)).distinct().toList();
    }

    /**
     * Returns another name of a job than its id, checked. Indexes have it beside the queue, so the two together are bounded:
     * one that fits today's index must fit each that the job will be in later.
     */
    String name(String field, @Nullable String name, String queue) {
        String checked = checked(field, name);
        int bytes = checked.getBytes(StandardCharsets.UTF_8).length + queue.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw ProblemException.invalid(field,
                    "must have, together with the queue, at most " + MOST_BYTES + " bytes of UTF-8");
        }
        return checked;
    }

    /** Returns a run id; only the canonical form of a UUID is one. */
    public UUID runId(String text) {
        return runId("run_id", text);
    }

    /** Returns a run id, checked; {@code field} is the name under which a client knows it. */
    UUID runId(String field, String text) {
        try {
            UUID runId = UUID.fromString(text);
            if (runId.toString().equalsIgnoreCase(text)) {
                return runId;
            }
        } catch (IllegalArgumentException e) {
            // said below, for both ways of being wrong
        }
        throw ProblemException.invalid(field, "must be a UUID");
    }

    /** Returns what a search asks for by name, checked; null when it does not ask. */
    @Nullable
    String sought(String field, @Nullable String name) {
        return name == null ? null : checked(field, name);
    }

    /** Returns a key, checked; {@code field} is the name under which a client knows it. */
    public String checked(String field, @Nullable String key) {
        if (key == null) {
            throw ProblemException.invalid(field, "is required");
        }
        if (key.isEmpty() || key.codePointCount(0, key.length()) > maxLength) {
            throw ProblemException.invalid(field, "must have 1 to " + maxLength + " characters");
        }
        if (key.indexOf('\0') >= 0) {
            throw ProblemException.invalid(field, "must not contain the character U+0000");
        }
        if (key.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw ProblemException.invalid(field, "must not contain an unpaired surrogate");
        }
        return key;
    }
}
