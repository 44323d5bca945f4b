package dev.relay.api;

import dev.relay.job.DeadLetterFilter;
import dev.relay.job.Ending;
import dev.relay.job.RetrySpread;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonToken;

/** Reads what requests about dead letters say; a mistake names the parameter or the field, and the rule that it breaks. */
@Component
public class DeadLetterReader {

    private static final int MOST = 1000;
    private static final int DEFAULT = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Set<String> PARAMETERS = Set.of("reason", "id", "fingerprint", "unique_key", "error_type",
            "died_after", "died_before", "limit", "after");
    private static final Set<String> RETRY_PARAMETERS = Stream.concat(PARAMETERS.stream(), Stream.of("rate"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Ending> REASONS = EnumSet
            .complementOf(EnumSet.of(Ending.COMPLETED, Ending.DELETED)).stream()
            .collect(Collectors.toUnmodifiableMap(DeadLetterReader::name, reason -> reason));

    private final Keys keys;

    DeadLetterReader(Keys keys) {
        this.keys = keys;
    }

    /**
     * A request for some dead letters of a queue.
     *
     * @param before only those with a smaller number
     */
    public record Some(DeadLetterFilter filter, long before, int limit) {}

    /** A request to retry some dead letters of a queue. */
    public record Retry(Some some, RetrySpread spread) {}

    /** Reads the parameters of a request for some. */
    public Some some(String queue, Map<String, List<String>> query) {
        return some(queue, new QueryParameters(query, PARAMETERS));
    }

    /** Reads the parameters of a request to retry some. */
    public Retry retry(String queue, Map<String, List<String>> query) {
        QueryParameters parameters = new QueryParameters(query, RETRY_PARAMETERS);
        Some some = some(queue, parameters);
        Duration between = RetryRate.between(parameters.text("rate"));
        return new Retry(some, between.isZero()
                ? RetrySpread.AT_ONCE
                : new RetrySpread(between, DeadLetterCursor.read(parameters.text("after")).from()));
    }

    private Some some(String queue, QueryParameters query) {
        DeadLetterFilter filter = new DeadLetterFilter(keys.queue(queue), reason(query.text("reason")),
                sought("id", query), sought("fingerprint", query), sought("unique_key", query),
                sought("error_type", query), query.instant("died_after", DeadLetterFilter.EVER),
                query.instant("died_before", DeadLetterFilter.NEVER));
        return new Some(filter, DeadLetterCursor.read(query.text("after")).deadSeq(),
                query.integer("limit", DEFAULT, MOST));
    }

    private @Nullable String sought(String name, QueryParameters query) {
        return keys.sought(name, query.text(name));
    }

    private static @Nullable Ending reason(@Nullable String name) {
        Ending reason = name == null ? null : REASONS.get(name);
        if (name != null && reason == null) {
            throw ProblemException.invalid("reason", "must be one of " + Arrays.stream(Ending.values())
                    .filter(REASONS::containsValue).map(DeadLetterReader::name).collect(Collectors.joining(", ")));
        }
        return reason;
    }

    /** Returns a reason as the wire has it. */
    static String name(Ending reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** Reads the number of a dead letter. */
    public long deadSeq(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        throw ProblemException.invalid("dead_seq", "must be the number of a dead letter");
    }

    /** Reads the body of a retry, which may be none; returns the payload that it gives, or null. */
    public @Nullable String payload(RequestBytes body) {
        if (body.bytes().length == 0) {
            return null;
        }
        try (JsonSource json = JsonSource.of(body.bytes())) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw ProblemException.malformed("The body must be a JSON object, or empty");
            }
            String payload = null;
            while (json.next() != JsonToken.END_OBJECT) {
                boolean isPayload = json.name().equals("payload");
                json.next();
                if (isPayload) {
                    payload = json.value();
                }
                json.skipValue();
            }
            json.end();
            return payload;
        }
    }
}
