package dev.relay.api;

import dev.relay.job.Job;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes jobs as the wire has them; payload and state go out as they came in. */
public final class JobWriter {

    private static final String UNLIMITED_IN_V1 = "-1";

    private JobWriter() {}

    /** Answers a claim: 200 with the jobs in their order, or 204 when there is none. */
    public static ResponseEntity<byte[]> claimed(List<Job> jobs, WireVersion version) {
        return jobs.isEmpty() ? ResponseEntity.noContent().build() : ok(array(jobs, version));
    }

    /** Answers 200 with one job. */
    public static ResponseEntity<byte[]> one(Job job, WireVersion version) {
        StringBuilder out = new StringBuilder();
        write(job, version, out);
        return ok(out);
    }

    private static ResponseEntity<byte[]> ok(StringBuilder json) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static StringBuilder array(List<Job> jobs, WireVersion version) {
        StringBuilder out = new StringBuilder().append('[');
        for (Job job : jobs) {
            if (out.length() > 1) {
                out.append(',');
            }
            write(job, version, out);
        }
        return out.append(']');
    }

    private static void write(Job job, WireVersion version, StringBuilder out) {
        out.append("{\"id\":\"");
        JsonStringEncoder.getInstance().quoteAsString(job.key().id(), out);
        out.append("\",\"queue\":\"");
        JsonStringEncoder.getInstance().quoteAsString(job.key().queue(), out);
        out.append("\",\"timeout\":").append(job.timeout());
        out.append(",\"max_retries\":").append(maxRetries(job.maxRetries(), version));
        out.append(",\"payload\":").append(job.payload());
        out.append(",\"state\":").append(job.state());
        out.append(",\"run_at\":\"").append(Rfc3339.format(job.runAt()));
        out.append("\",\"updated_at\":\"").append(Rfc3339.format(job.updatedAt())).append('"');
        if (version == WireVersion.V2) {
            out.append(",\"retries_remaining\":").append(job.retriesRemaining());
            out.append(",\"priority\":").append(job.priority());
            out.append(",\"run_id\":");
            if (job.runId() == null) {
                out.append("null");
            } else {
                out.append('"').append(job.runId()).append('"');
            }
            out.append(",\"created_at\":\"").append(Rfc3339.format(job.createdAt())).append('"');
            name("unique_key", job.uniqueKey(), out);
            name("fingerprint", job.fingerprint(), out);
            name("permit_key", job.permitKey(), out);
        }
        out.append('}');
    }

    private static void name(String field, @Nullable String name, StringBuilder out) {
        out.append(",\"").append(field).append("\":");
        if (name == null) {
            out.append("null");
        } else {
            out.append('"');
            JsonStringEncoder.getInstance().quoteAsString(name, out);
            out.append('"');
        }
    }

    private static String maxRetries(@Nullable Integer maxRetries, WireVersion version) {
        if (maxRetries != null) {
            return maxRetries.toString();
        }
        return version == WireVersion.V1 ? UNLIMITED_IN_V1 : "null";
    }
}
