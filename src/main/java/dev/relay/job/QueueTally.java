package dev.relay.job;

/** How many jobs a queue has now: live ones by their state, and dead letters. */
public record QueueTally(BoundedCount ready, BoundedCount scheduled, BoundedCount running, BoundedCount deadLetters) {

    /**
     * Reads what was counted, each count one beyond {@code most} where there are more. The scheduled and the running jobs of
     * the queue were found among those of all queues: when these were too many to look at all, those found are a part. Then
     * what is neither ready nor running is scheduled, if the queue has few enough jobs to count them.
     */
    static QueueTally of(CountedQueue found, long most) {
        BoundedCount ready = BoundedCount.upTo(most, found.ready());
        BoundedCount running = BoundedCount.among(found.running(), found.runningOfAll(), most);
        BoundedCount scheduled = BoundedCount.among(found.scheduled(), found.scheduledOfAll(), most);
        boolean fewJobs = found.live() <= most;
        if (fewJobs && scheduled.atLeast() && !running.atLeast()) {
            scheduled = BoundedCount.exactly(found.live() - found.ready() - found.running());
        } else if (fewJobs && running.atLeast() && !scheduled.atLeast()) {
            running = BoundedCount.exactly(found.live() - found.ready() - found.scheduled());
        }
        return new QueueTally(ready, scheduled, running, BoundedCount.upTo(most, found.deadLetters()));
    }
}
