package dev.relay.api.v2;

import dev.relay.api.Rfc3339;
import dev.relay.job.BoundedCount;
import dev.relay.job.Explanation;
import dev.relay.job.Obstacle;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes why a job is not running, as codes for programs and as sentences for people. */
final class ExplanationWriter {

    /** Process and host: what tells this replica from the others for whoever has to look for one. */
    private static final String REPLICA = ManagementFactory.getRuntimeMXBean().getName();

    private ExplanationWriter() {}

    /** Answers 200 with an explanation. */
    static ResponseEntity<byte[]> answer(Explanation explanation) {
        StringBuilder out = new StringBuilder("{\"state\":\"")
                .append(explanation.state().name().toLowerCase(Locale.ROOT))
                .append("\",\"reasons\":[");
        for (Obstacle obstacle : explanation.obstacles()) {
            out.append(out.charAt(out.length() - 1) == '}' ? "," : "").append("{\"code\":\"").append(code(obstacle))
                    .append("\",\"detail\":\"");
            JsonStringEncoder.getInstance().quoteAsString(detail(obstacle), out);
            out.append("\"}");
        }
        return QueueWriter.ok(out.append("]}"));
    }

    private static String code(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Paused paused -> "paused";
            case Obstacle.NotDue notDue -> "not_due";
            case Obstacle.NotPromoted notPromoted -> "not_promoted";
            case Obstacle.Behind behind -> "behind";
            case Obstacle.QueueAtLimit limit -> "queue_at_limit";
            case Obstacle.KeyAtLimit limit -> "key_at_limit";
            case Obstacle.TotalAtLimit limit -> "total_at_limit";
            case Obstacle.RateSpent rate -> "rate_spent";
            case Obstacle.NoClaimSeen none -> "no_claim_seen";
            case Obstacle.Held held -> "held";
            case Obstacle.CancelRequested requested -> "cancel_requested";
        };
    }

    private static String detail(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Paused paused -> "The queue is paused";
            case Obstacle.NotDue(var until) -> "It is not due until " + Rfc3339.format(until);
            case Obstacle.NotPromoted(var since) -> "It has been due since " + Rfc3339.format(since)
                    + " and gets into line at the next look for due jobs (relay.scheduling.promote-interval)";
            case Obstacle.Behind(var jobs) -> "It is behind " + jobs(jobs) + " of the queue";
            case Obstacle.QueueAtLimit(int limit) -> "As many jobs of the queue run as may (max_running is " + limit
                    + ")";
            case Obstacle.KeyAtLimit(var key, int limit) -> "As many jobs of its permit key \"" + key
                    + "\" run as may (max_running_per_key is " + limit + ")";
            case Obstacle.TotalAtLimit(int limit) -> "As many jobs of all queues together run as may (max_running of "
                    + "/v2/limits is " + limit + ")";
            case Obstacle.RateSpent(var next) -> "The queue's rate is spent, the next claim may come in "
                    + next.toMillis() + " ms";
            case Obstacle.NoClaimSeen none -> noClaimSeen(none);
            case Obstacle.Held held -> "Run " + held.runId() + " holds it since " + Rfc3339.format(held.since())
                    + ", its lease lapses at " + Rfc3339.format(held.leaseExpiresAt());
            case Obstacle.CancelRequested requested -> "Its run is asked to stop, the next heartbeat tells it";
        };
    }

    private static String jobs(BoundedCount count) {
        return (count.atLeast() ? "at least " : "about ") + count.count() + (count.count() == 1 ? " job" : " jobs");
    }

    private static String noClaimSeen(Obstacle.NoClaimSeen none) {
        Duration last = none.last();
        String since = last == null
                ? "in the " + seconds(none.remembered()) + " that it remembers"
                : "for " + seconds(last);
        return "This server (" + REPLICA + ") has seen no claim of the queue " + since + "; others may have";
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
