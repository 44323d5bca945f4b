package dev.relay.job;

/**
 * A run that ended unfinished.
 *
 * @param ready whether its job stands in line already
 * @param awaited whether its job is dead and somebody waits for that
 */
record ClosedRun(HeldRun run, RunOutcome.Unfinished outcome, AfterRun after, boolean ready, boolean awaited) {

    static ClosedRun of(HeldRun run, RunOutcome.Unfinished outcome, AfterRun after) {
        return new ClosedRun(run, outcome, after, false, false);
    }

    ClosedRun inLine() {
        return new ClosedRun(run, outcome, after, true, false);
    }

    ClosedRun waitedFor() {
        return new ClosedRun(run, outcome, after, false, true);
    }

    JobKey key() {
        return run.key();
    }
}
