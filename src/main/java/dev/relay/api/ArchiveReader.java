package dev.relay.api;

import dev.relay.job.ArchivePosition;
import dev.relay.job.JobKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what requests about the archive say. */
@Component
public class ArchiveReader {

    private static final int MOST = 1000;
    private static final int DEFAULT = 100;
    private static final Set<String> PARAMETERS = Set.of("id", "limit", "after");

    private final Keys keys;

    ArchiveReader(Keys keys) {
        this.keys = keys;
    }

    /**
     * A request for a page.
     *
     * @param key the jobs with this id only; null is all of the queue
     */
    public record Page(String queue, @Nullable JobKey key, ArchivePosition after, int limit) {}

    /** Reads the parameters of a request for a page. */
    public Page page(String queue, Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        String id = parameters.text("id");
        return new Page(keys.queue(queue), id == null ? null : keys.job(queue, id, "id"),
                ArchiveCursor.read(parameters.text("after")), parameters.integer("limit", DEFAULT, MOST));
    }
}
