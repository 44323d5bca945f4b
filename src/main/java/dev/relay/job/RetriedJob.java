package dev.relay.job;

import java.time.Instant;

/**
 * A dead letter that is a live job again.
 *
 * @param ready whether it can be claimed already; else it is SCHEDULED for {@code runAt}
 */
record RetriedJob(boolean ready, Instant runAt) {}
