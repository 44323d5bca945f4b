package dev.relay.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what happens to jobs, by queue. A client can invent queues without end, so only the first
 * {@code relay.metrics.max-queues} get a name of their own.
 */
@Component
class JobMetrics {

    /** The name under which all queues are counted that have none of their own. */
    static final String OTHER = "other";

    private static final String OUTCOMES = "relay.jobs.outcomes";
    private static final String OUTCOMES_ARE = "Runs that ended, by how they ended";

    private final Map<String, QueueMeters> byQueue = new ConcurrentHashMap<>();
    private final MeterRegistry registry;
    private final QueueMeters other;
    private final int maxQueues;

    JobMetrics(MeterRegistry registry, MetricsSettings settings) {
        this.registry = registry;
        this.other = new QueueMeters(registry, OTHER);
        this.maxQueues = settings.maxQueues();
    }

    void enqueued(List<Placed> jobs) {
        jobs.forEach(job -> of(job.queue()).enqueued.increment());
    }

    void claimed(String queue, List<JobEntity> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        QueueMeters meters = of(queue);
        meters.claimed.increment(jobs.size());
        jobs.forEach(job -> meters.waiting.record(waited(job)));
    }

    /** From due to claimed. A job enqueued as of long ago waits since it was enqueued; all three instants are the database's. */
    private static Duration waited(JobEntity job) {
        Instant due = job.runAt.isBefore(job.createdAt) ? job.createdAt : job.runAt;
        return Duration.between(due, job.updatedAt);
    }

    void heartbeat(String queue) {
        of(queue).heartbeats.increment();
    }

    /** Counts a job taken out: completed when a run held it for {@code runSeconds}, else deleted. */
    void removed(String queue, @Nullable Double runSeconds) {
        QueueMeters meters = of(queue);
        if (runSeconds == null) {
            meters.deleted.increment();
        } else {
            meters.completed.increment();
            meters.running.record(Duration.ofNanos((long) (runSeconds * 1e9)));
        }
    }

    /** Counts a run that ended by putting its job back, by v1's reschedule or by a requeue. */
    void rescheduled(String queue) {
        QueueMeters meters = of(queue);
        meters.rescheduled.increment();
        meters.outcome("rescheduled").increment();
    }

    /** Counts runs that ended unfinished, by how they ended. */
    void unfinished(String queue, RunOutcome.Unfinished outcome, int runs) {
        QueueMeters meters = of(queue);
        meters.outcome(outcome.label()).increment(runs);
        if (outcome instanceof RunOutcome.Rescheduled) {
            meters.rescheduled.increment(runs);
        }
        if (outcome instanceof RunOutcome.Lapsed) {
            meters.lapsed.increment(runs);
        }
    }

    /** Counts jobs that go back in line to be tried again, a retry poorer. */
    void retried(String queue, int jobs) {
        of(queue).retried.increment(jobs);
    }

    void deadLettered(String queue, Ending reason, int jobs) {
        of(queue).deadLettered(reason.name().toLowerCase(Locale.ROOT)).increment(jobs);
    }

    /** Counts a claim that got less than it asked for while jobs were ready. Few queues are limited: looked up each time. */
    void heldBack(ClaimHeldBack held) {
        String name = of(held.queue()) == other ? OTHER : held.queue();
        Counter.builder("relay.claims.held.back").description("Claims that a limit kept from ready jobs")
                .tag("queue", name).tag("by", held.byRate() ? "rate" : "permits").register(registry).increment();
    }

    private QueueMeters of(String queue) {
        QueueMeters known = byQueue.get(queue);
        if (known != null) {
            return known;
        }
        // Racing threads may admit a few queues more than the bound; it bounds cost, it is no promise.
        return byQueue.size() < maxQueues
                ? byQueue.computeIfAbsent(queue, name -> new QueueMeters(registry, name))
                : other;
    }

    private static final class QueueMeters {

        final Counter enqueued;
        final Counter claimed;
        final Counter completed;
        final Counter heartbeats;
        final Counter rescheduled;
        final Counter deleted;
        final Counter lapsed;
        final Counter retried;
        final Timer waiting;
        final Timer running;

        private final MeterRegistry registry;
        private final String queue;

        QueueMeters(MeterRegistry registry, String queue) {
            this.registry = registry;
            this.queue = queue;
            enqueued = counter(registry, queue, "enqueued", "Jobs added");
            claimed = counter(registry, queue, "claimed", "Jobs handed to a runner");
            completed = counter(registry, queue, "completed", "Jobs completed while a run held them");
            heartbeats = counter(registry, queue, "heartbeats", "Leases extended by their runner");
            rescheduled = counter(registry, queue, "rescheduled", "Jobs put back by their runner");
            deleted = counter(registry, queue, "deleted", "Jobs removed while no run held them");
            lapsed = counter(registry, queue, "lapsed", "Leases that lapsed");
            retried = counter(registry, queue, "retried", "Jobs back in line after a failure or a lapse");
            // The same number under another name: a completion counts once.
            FunctionCounter.builder(OUTCOMES, completed, Counter::count).description(OUTCOMES_ARE).tag("queue", queue)
                    .tag("outcome", "completed").register(registry);
            waiting = timer(registry, queue, "waiting", "From due to claimed");
            running = timer(registry, queue, "running.time", "From claimed to completed");
        }

        // Looked up each time, and there only once they have happened: these are rare, and there are many of them.
        Counter outcome(String label) {
            return Counter.builder(OUTCOMES).description(OUTCOMES_ARE).tag("queue", queue).tag("outcome", label)
                    .register(registry);
        }

        Counter deadLettered(String reason) {
            return Counter.builder("relay.jobs.dead.lettered").description("Jobs that ended without success, by reason")
                    .tag("queue", queue).tag("reason", reason).register(registry);
        }

        private static Counter counter(MeterRegistry registry, String queue, String name, String description) {
            return Counter.builder("relay.jobs." + name).description(description).tag("queue", queue)
                    .register(registry);
        }

        private static Timer timer(MeterRegistry registry, String queue, String name, String description) {
            return Timer.builder("relay.jobs." + name).description(description).tag("queue", queue)
                    .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100),
                            Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10),
                            Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1))
                    .register(registry);
        }
    }
}
