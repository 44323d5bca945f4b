package dev.relay.notification;

import dev.relay.job.ClaimHeldBack;
import dev.relay.job.Job;
import dev.relay.job.JobQueries;
import dev.relay.job.JobService;
import dev.relay.job.JobsReady;
import dev.relay.job.StoreUnavailableException;
import dev.relay.queue.QueueService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Claims that wait until there is something to claim. While it waits, a claim costs a parked virtual thread and nothing in
 * the database: it asks once when it comes, unless others wait for the queue already, and again when it is woken.
 *
 * <p>Whoever waits keeps his place: jobs that become ready wake as many waiters as there are jobs, in the order in which
 * they came, and one that comes away empty waits on where he stood.
 */
@Component
public class WaitingClaims implements SmartLifecycle {

    /** Of those who wait for one queue; a notification that was lost is rare, and what is left the next round finds. */
    private static final int MOST_WOKEN_BY_RECHECK = 100;
    /** Permits of all queues that are given back within so long are looked for together. */
    private static final Duration TOGETHER = Duration.ofMillis(20);

    private final WaitingLine line = new WaitingLine();
    private final PlannedLooks looks;
    private final JobService jobs;
    private final JobQueries queries;
    private final NotificationSettings settings;
    private volatile boolean open;

    WaitingClaims(JobService jobs, JobQueries queries, NotificationSettings settings, TaskScheduler scheduler) {
        this.jobs = jobs;
        this.queries = queries;
        this.settings = settings;
        this.looks = new PlannedLooks(scheduler, this::look);
    }

    /** Returns the longest that a claim may wait. */
    public Duration maxWait() {
        return settings.maxWait();
    }

    /**
     * Claims up to {@code limit} jobs from queues, the first of them first, and waits up to {@code wait} while none has any.
     *
     * @param gone whether the client has hung up, in which case it gets nothing
     * @return the jobs, or none when the time is over, the client gone, or the server about to stop
     * @throws StoreUnavailableException when the store is
     */
    public List<Job> claim(List<String> queues, int limit, Duration wait, BooleanSupplier gone) {
        if (!open || wait.isZero()) {
            return claimNow(queues, limit);
        }
        long deadline = System.nanoTime() + wait.toNanos();
        Waiter waiter = line.join(queues);
        try {
            while (open && waiter.awaitWake(deadline, settings.recheckInterval()) && !gone.getAsBoolean()) {
                String wokenFor = waiter.takeWake();
                if (wokenFor != null) {
                    // Back in line before looking, so that no job can come unseen between the look and the waiting.
                    line.rejoin(waiter);
                    List<Job> claimed = claimNow(queues, limit);
                    if (!claimed.isEmpty()) {
                        if (!wasReached(wokenFor, queues, limit, claimed)) {
                            line.wake(wokenFor, 1);
                        }
                        return claimed;
                    }
                    waiter.becomeIdle();
                }
            }
            return List.of();
        } finally {
            line.leave(waiter);
        }
    }

    /** Returns whether the claim came so far as to look at this queue, before it had enough. */
    private static boolean wasReached(String queue, List<String> queues, int limit, List<Job> claimed) {
        return claimed.size() < limit
                || queues.indexOf(queue) <= queues.indexOf(claimed.getLast().key().queue());
    }

    /** Returns whether a claim waits for the queue here, right now. */
    public boolean isWaitedFor(String queue) {
        return line.isWaitedFor(queue);
    }

    private List<Job> claimNow(List<String> queues, int limit) {
        List<Job> claimed = new ArrayList<>();
        for (String queue : queues) {
            try {
                claimed.addAll(jobs.claim(queue, limit - claimed.size()));
            } catch (StoreUnavailableException e) {
                // What is claimed already must reach the client, and soon.
                if (claimed.isEmpty()) {
                    throw e;
                }
                break;
            }
            if (claimed.size() == limit) {
                break;
            }
        }
        return claimed;
    }

    @EventListener
    void on(JobsReady event) {
        event.countByQueue().forEach(this::wake);
    }

    @EventListener
    void on(ClaimHeldBack event) {
        // Whoever comes to wait later looks for himself.
        if (line.isWaitedFor(event.queue())) {
            looks.plan(event.queue(), event.nextLook(), event.count());
        }
    }

    /** Wakes up to {@code count} of those who wait for a queue; of all queues together, of those who wait for any. */
    void wake(String queue, int count) {
        if (queue.equals(QueueService.ALL)) {
            looks.plan(queue, TOGETHER, count);
        } else {
            line.wake(queue, count);
        }
    }

    private void look(String queue, int count) {
        if (queue.equals(QueueService.ALL)) {
            recheck();
        } else {
            line.wake(queue, count);
        }
    }

    /** Wakes those who wait for queues that have ready jobs, whether or not anybody told of them. */
    @Scheduled(fixedDelayString = "${relay.waiting.recheck-interval}")
    void recheck() {
        Collection<String> waitedFor = line.queues();
        if (!waitedFor.isEmpty()) {
            queries.countReady(waitedFor, MOST_WOKEN_BY_RECHECK).forEach(line::wake);
        }
    }

    @Override
    public void start() {
        open = true;
    }

    /** Sends everybody home with nothing; runs before the web server waits for its requests to end. */
    @Override
    public void stop() {
        open = false;
        line.wakeAll();
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
