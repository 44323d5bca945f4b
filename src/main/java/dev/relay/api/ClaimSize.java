package dev.relay.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rule of {@code num_jobs}: how many jobs one claim may ask for. */
@Component
public class ClaimSize {

    private static final int DEFAULT = 1;
    // As many as surely fit an int. Integer.parseInt alone would take a sign, and the digits of any script.
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private final int most;

    ClaimSize(Limits limits) {
        this.most = limits.maxJobsPerClaim();
    }

    /** Reads the parameter; absent is 1. */
    public int read(@Nullable String numJobs) {
        if (numJobs == null) {
            return DEFAULT;
        }
        if (DIGITS.matcher(numJobs).matches()) {
            int size = Integer.parseInt(numJobs);
            if (size >= 1 && size <= most) {
                return size;
            }
        }
        throw ProblemException.invalid("num_jobs", "must be an integer from 1 to " + most);
    }
}
