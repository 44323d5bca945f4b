package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the OpenAPI document says about queues. */
final class QueueDocumentation {

    static final String QUEUES = "v2, queues";

    /** Within the longest duration whatever the unit, so some that are longer and legal are not in it. */
    static final String SECONDS = "^([0-9]{1,9}s|[0-9]{1,7}m|[0-9]{1,5}h|[0-9]{1,4}d|PT[0-9]{1,9}S)$";
    static final String DELAY = "^([0-9]{1,8}s|[0-9]{1,6}m|[0-9]{1,4}h|[0-9]{1,3}d|PT[0-9]{1,8}S)$";
    static final String MILLISECONDS = "^([1-9][0-9]{0,11}ms|[1-9][0-9]{0,8}s|[1-9][0-9]{0,6}m|[1-9][0-9]{0,4}h"
            + "|[1-9][0-9]{0,3}d|PT[1-9][0-9]{0,8}S)$";

    static final String SETTINGS = """
            {"max_running": 50, "max_running_per_key": 5, "rate": {"limit": 100, "period": "1s"}, "archive": true,
             "backoff": {"type": "exponential", "base": "1s", "factor": 2.0, "max": "1h", "jitter": true}}""";
    static final String QUEUE = """
            {"queue": "reports", "paused": false, "max_running": 50, "max_running_per_key": 5,
             "rate": {"limit": 100, "period": "1s"},
             "backoff": {"type": "exponential", "base": "1s", "factor": 2.0, "max": "1h", "jitter": true},
             "max_lapses": 100, "max_reschedules": 100, "archive": true, "archive_retention": "7d", "dead_letter_retention": "30d",
             "counts": {"ready": {"count": 10000, "at_least": true}, "scheduled": {"count": 12, "at_least": false},
                        "running": {"count": 50, "at_least": false}, "dead_letters": {"count": 0, "at_least": false}}}""";
    static final String PAGE = "{\"queues\": [" + QUEUE + "], \"next\": null}";
    static final String LIMITS = """
            {"max_running": 500}""";
    static final String EXPLANATION = """
            {"state": "ready", "reasons": [
              {"code": "queue_at_limit", "detail": "As many jobs of the queue run as may (max_running is 50)"},
              {"code": "behind", "detail": "It is behind about 12 jobs of the queue"}]}""";

    static final String LIST = """
            Those that have live jobs or settings of their own, each with its settings and with what it holds. The next page is \
            asked for with this one's `next` as `after`.""";
    static final String GET = """
            Its settings (the defaults when it has none of its own) and what it holds. Counting stops at 10 000 jobs of a state, \
            and at as many scheduled or running jobs of all queues; beyond, `at_least` says that there may be more.""";
    static final String PUT = """
            Replaces all settings: what is absent or null returns to its default. Takes effect on all servers within a second. \
            What GET answered can be changed and sent back: `queue` must then be the one of the path, and `counts` is passed \
            over.""";
    static final String PAUSE = """
            Claims of it come away empty, with `Relay-Queue: paused`, on all servers within a second; enqueueing goes on, and \
            what runs runs on. Its other settings stay.""";
    static final String PUT_LIMITS = """
            How many jobs of all queues together may run at the same time. Takes effect on all servers within a second. Every \
            claim then counts what runs, so leave it unset where the limits of queues do.""";
    static final String EXPLAIN = """
            Tells all that keeps a live job from running now, as codes for programs and sentences for people. Counts of jobs \
            stop at 10 000. What is said of claims is what the answering server has seen.""";
    static final String BACKOFF = """
            How long a job that failed waits for its next attempt, unless it has a backoff of its own.""";

    private QueueDocumentation() {}

    @RequestBody(required = true, description = "All settings of the queue.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2QueueSettings.class), examples = @ExampleObject(name = "Limits and an archive", value = SETTINGS)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface SettingsBody {
    }

    @ApiResponse(responseCode = "200", description = "The queue, as it is now.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Queue.class), examples = @ExampleObject(QUEUE)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface OneQueue {
    }

    @RequestBody(required = true, description = "The limits of all queues together.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Limits.class), examples = @ExampleObject(name = "A limit", value = LIMITS)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface LimitsBody {
    }

    @ApiResponse(responseCode = "200", description = "The limits, as they are now.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Limits.class), examples = @ExampleObject(LIMITS)))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Limits {
    }
}
