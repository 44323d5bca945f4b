package dev.relay.api;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rule of {@code num_jobs}: how many jobs one claim may ask for. */
@Component
public class ClaimSize {

    private static final int DEFAULT = 1;

    private final int most;

    ClaimSize(Limits limits) {
        this.most = limits.maxJobsPerClaim();
    }

    /** Reads the parameter; absent is 1. */
    public int read(@Nullable String numJobs) {
        if (numJobs == null) {
            return DEFAULT;
        }
        try {
            int size = Integer.parseInt(numJobs);
            if (size >= 1 && size <= most) {
                return size;
            }
        } catch (NumberFormatException e) {
            // said below, for both ways of being wrong
        }
        throw ProblemException.invalid("num_jobs", "must be an integer from 1 to " + most);
    }
}
