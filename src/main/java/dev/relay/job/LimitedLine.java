package dev.relay.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What this replica remembers of a queue whose claims need permits. All of it is a hint, and may be lost. */
final class LimitedLine {

    /** For so long, replicas may be claiming that have not heard of a limit yet; their runs are marked with each claim. */
    static final Duration NEWS_TRAVEL = Duration.ofSeconds(5);

    final ClaimLine line;
    final KeylessSweep keyless = new KeylessSweep();
    /** Behind which key the next claim begins to look for keys that have permits left. */
    volatile String afterKey = "";
    private @Nullable String version;
    private long seenAt;
    private boolean marked;

    LimitedLine(ClaimLine line) {
        this.line = line;
    }

    String queue() {
        return line.queue;
    }

    /** Returns whether runs may be about that began without a permit, before these settings were known everywhere. */
    synchronized boolean needsMarking(String versionNow, long now) {
        if (!versionNow.equals(version)) {
            version = versionNow;
            seenAt = now;
            marked = false;
        }
        return !marked;
    }

    /** Tells that they have their marks now. */
    synchronized void marked(long now) {
        marked = now - seenAt > NEWS_TRAVEL.toNanos();
    }

    /** Tells that a job was put into line, after its commit. */
    void lower(LinePosition job) {
        line.lower(job);
        keyless.lower(job);
    }
}
