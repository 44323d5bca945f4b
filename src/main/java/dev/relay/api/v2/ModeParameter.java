package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import dev.relay.job.ConflictMode;
import org.jspecify.annotations.Nullable;

/** The parameter {@code mode}: what becomes of a job whose key is taken. */
final class ModeParameter {

    private ModeParameter() {}

    /** Reads the parameter; absent is {@code unique}. */
    static ConflictMode read(@Nullable String mode) {
        return switch (mode) {
            case null -> ConflictMode.UNIQUE;
            case "unique" -> ConflictMode.UNIQUE;
            case "ignore" -> ConflictMode.IGNORE;
            case "replace" -> ConflictMode.REPLACE;
            default -> throw ProblemException.invalid("mode", "must be unique, ignore or replace");
        };
    }
}
