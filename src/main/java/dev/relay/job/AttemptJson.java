package dev.relay.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/** An attempt as a job keeps it: which run it was, from when to when, how it ended and with which error. */
final class AttemptJson {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
            .withZone(ZoneOffset.UTC);

    private AttemptJson() {}

    /** Returns what is to be kept of a run; null for one that was released, which was no attempt. */
    static @Nullable String of(HeldRun run, RunOutcome.Unfinished outcome) {
        return switch (outcome) {
            case RunOutcome.Failed failed -> write(run, outcome, failed.error());
            case RunOutcome.GivenUp givenUp -> write(run, outcome, givenUp.error());
            case RunOutcome.Rescheduled rescheduled -> write(run, outcome, null);
            case RunOutcome.Lapsed lapsed -> write(run, outcome, null);
            case RunOutcome.Released released -> null;
        };
    }

    private static String write(HeldRun run, RunOutcome outcome, @Nullable RunError error) {
        StringBuilder out = new StringBuilder("{\"attempt\": ").append(run.failures() + run.lapses() + 1);
        member("run_id", run.runId().toString(), out);
        member("claimed_at", format(run.claimedAt()), out);
        member("ended_at", format(run.now()), out);
        member("outcome", outcome.label(), out);
        out.append(", \"error\": ");
        if (error == null) {
            out.append("null");
        } else {
            write(error, out);
        }
        return out.append('}').toString();
    }

    private static void write(RunError error, StringBuilder out) {
        out.append("{\"type\": ");
        value(error.type(), out);
        member("message", error.message(), out);
        member("detail", error.detail(), out);
        out.append('}');
    }

    private static void member(String name, @Nullable String value, StringBuilder out) {
        out.append(", \"").append(name).append("\": ");
        value(value, out);
    }

    private static void value(@Nullable String value, StringBuilder out) {
        if (value == null) {
            out.append("null");
            return;
        }
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, out);
        out.append('"');
    }

    private static String format(Instant instant) {
        return MICROSECONDS.format(instant);
    }
}
