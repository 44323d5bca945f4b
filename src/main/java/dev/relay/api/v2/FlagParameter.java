package dev.relay.api.v2;

import dev.relay.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** A parameter that is true or false. */
final class FlagParameter {

    private FlagParameter() {}

    /** Reads the parameter; absent is false. */
    static boolean read(String name, @Nullable String value) {
        return switch (value) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw ProblemException.invalid(name, "must be true or false");
        };
    }
}
