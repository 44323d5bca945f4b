package dev.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that requests were told to try again, and why: the first at once, then one line a second with how many it stands for.
 * While the store is away every request ends so, and a line for each would be a load of its own.
 */
final class TryAgainLog {

    private static final Logger log = LoggerFactory.getLogger(TryAgainLog.class);
    private static final long GAP_NANOS = 1_000_000_000;

    private final AtomicLong lastSaid = new AtomicLong(System.nanoTime() - GAP_NANOS);
    private final AtomicLong unsaid = new AtomicLong();

    void answered(HttpServletRequest request, RuntimeException e) {
        long now = System.nanoTime();
        long last = lastSaid.get();
        if (now - last < GAP_NANOS || !lastSaid.compareAndSet(last, now)) {
            unsaid.incrementAndGet();
            return;
        }
        log.warn("Answered \"try again\" to {} {} and to {} more before it: {}", request.getMethod(),
                request.getRequestURI(), unsaid.getAndSet(0), rootMessage(e));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
