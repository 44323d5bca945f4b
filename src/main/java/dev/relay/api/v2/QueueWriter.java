package dev.relay.api.v2;

import dev.relay.job.BoundedCount;
import dev.relay.job.QueueTally;
import dev.relay.queue.BackoffJson;
import dev.relay.queue.DurationText;
import dev.relay.queue.QueueSettings;
import dev.relay.queue.Rate;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes queues as the wire has them: what they may do, and what they hold. */
final class QueueWriter {

    private final StringBuilder out = new StringBuilder();

    /** Answers 200 with JSON. */
    static ResponseEntity<byte[]> ok(CharSequence json) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Answers 200 with one queue. */
    static ResponseEntity<byte[]> one(String queue, QueueSettings settings, QueueTally tally) {
        return ok(new QueueWriter().queue(queue, settings, tally).out);
    }

    /** Begins the answer with many queues. */
    static QueueWriter page() {
        QueueWriter page = new QueueWriter();
        page.out.append("{\"queues\":[");
        return page;
    }

    /** Adds a queue to the page. */
    void add(String queue, QueueSettings settings, QueueTally tally) {
        if (out.charAt(out.length() - 1) == '}') {
            out.append(',');
        }
        queue(queue, settings, tally);
    }

    /** Ends the page; {@code next} is the last queue of it, null when none comes after it. */
    ResponseEntity<byte[]> answer(@Nullable String next) {
        out.append("],\"next\":");
        if (next == null) {
            out.append("null");
        } else {
            string(next);
        }
        return ok(out.append('}'));
    }

    private QueueWriter queue(String queue, QueueSettings settings, QueueTally tally) {
        out.append("{\"queue\":");
        string(queue);
        settings(settings);
        out.append(",\"counts\":{");
        count("ready", tally.ready());
        out.append(',');
        count("scheduled", tally.scheduled());
        out.append(',');
        count("running", tally.running());
        out.append(',');
        count("dead_letters", tally.deadLetters());
        out.append("}}");
        return this;
    }

    private void settings(QueueSettings settings) {
        out.append(",\"paused\":").append(settings.paused());
        out.append(",\"max_running\":").append(settings.maxRunning());
        out.append(",\"max_running_per_key\":").append(settings.maxRunningPerKey());
        out.append(",\"rate\":");
        rate(settings.rate());
        out.append(",\"backoff\":").append(BackoffJson.write(settings.backoff()));
        out.append(",\"max_lapses\":").append(settings.maxLapses());
        out.append(",\"max_reschedules\":").append(settings.maxReschedules());
        out.append(",\"archive\":").append(settings.archive());
        out.append(",\"archive_retention\":\"").append(DurationText.write(settings.archiveRetention()));
        out.append("\",\"dead_letter_retention\":\"").append(DurationText.write(settings.deadLetterRetention()))
                .append('"');
    }

    private void rate(@Nullable Rate rate) {
        if (rate == null) {
            out.append("null");
        } else {
            out.append("{\"limit\":").append(rate.limit()).append(",\"period\":\"")
                    .append(DurationText.write(rate.period())).append("\"}");
        }
    }

    private void count(String name, BoundedCount count) {
        out.append('"').append(name).append("\":{\"count\":").append(count.count()).append(",\"at_least\":")
                .append(count.atLeast()).append('}');
    }

    private void string(String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
