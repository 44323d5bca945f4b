package dev.relay.job;

/**
 * How many jobs a queue has now, and how many dead letters.
 *
 * @param oldestAge seconds for which the oldest READY job has been due; 0 when none is ready
 */
record QueueCounts(long ready, long scheduled, long running, double oldestAge, long deadLetters) {

    static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0);

    static QueueCounts ready(ReadyCount count) {
        return new QueueCounts(count.jobs(), 0, 0, count.oldestAge() == null ? 0 : Math.max(0, count.oldestAge()), 0);
    }

    static QueueCounts scheduled(long jobs) {
        return new QueueCounts(0, jobs, 0, 0, 0);
    }

    static QueueCounts running(long jobs) {
        return new QueueCounts(0, 0, jobs, 0, 0);
    }

    static QueueCounts deadLetters(long letters) {
        return new QueueCounts(0, 0, 0, 0, letters);
    }

    QueueCounts plus(QueueCounts other) {
        return new QueueCounts(ready + other.ready, scheduled + other.scheduled, running + other.running,
                Math.max(oldestAge, other.oldestAge), deadLetters + other.deadLetters);
    }
}
