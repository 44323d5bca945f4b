package dev.relay.configuration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Ends a start that fails for want of a database with what to do about it, instead of a page of stack trace. */
final class DatabaseFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case EmbeddedPostgresException e -> {
                    return new FailureAnalysis(e.getMessage(), e.action(), e);
                }
                case InvalidDatabaseSettingException e -> {
                    return new FailureAnalysis(e.getMessage(), "Correct the setting and start again.", e);
                }
                default -> {
                }
            }
        }
        return null;
    }
}
