package dev.relay.job;

import org.jspecify.annotations.Nullable;

/** The store refuses this data for good; nothing was changed, and the same call will be refused again. */
public final class StoreRefusedException extends RuntimeException {

    private final transient @Nullable JobKey job;

    StoreRefusedException(String message, Throwable cause) {
        this(message, null, cause);
    }

    private StoreRefusedException(String message, @Nullable JobKey job, Throwable cause) {
        super(message, cause);
        this.job = job;
    }

    /** Returns the job that is refused, or null where several came together and it is not known which. */
    public @Nullable JobKey job() {
        return job;
    }

    StoreRefusedException naming(JobKey refused) {
        return new StoreRefusedException(String.valueOf(getMessage()), refused, this);
    }
}
