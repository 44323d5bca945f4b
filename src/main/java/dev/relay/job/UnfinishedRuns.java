package dev.relay.job;

import dev.relay.queue.QueueService;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes how runs ended unfinished, in the caller's transaction: those whose job goes back in line in one statement, those
 * whose job is dead in another. Both name the run, so a run that no longer holds its job changes nothing.
 */
@Component
class UnfinishedRuns {

    private final RunRepository runs;
    private final QueueService queues;

    UnfinishedRuns(RunRepository runs, QueueService queues) {
        this.runs = runs;
        this.queues = queues;
    }

    /** Returns the runs that held their job until now. */
    List<ClosedRun> close(Map<Lease, RunOutcome.Unfinished> outcomes) {
        List<Lease> leases = List.copyOf(outcomes.keySet());
        return close(runs.held(column(leases, String[]::new, lease -> lease.key().queue()),
                column(leases, String[]::new, lease -> lease.key().id()),
                column(leases, String[]::new, lease -> lease.runId().toString())), run -> outcomes.get(run.lease()));
    }

    /** Returns those of the runs that held their job until now. */
    List<ClosedRun> close(List<HeldRun> held, Function<HeldRun, RunOutcome.@Nullable Unfinished> outcomeOf) {
        List<ClosedRun> back = new ArrayList<>();
        List<ClosedRun> dead = new ArrayList<>();
        // Sorted, so that two statements for the same jobs lock them in the same order and cannot deadlock.
        held.stream().sorted(Comparator.comparing(HeldRun::key)).forEach(run -> {
            RunOutcome.Unfinished outcome = outcomeOf.apply(run);
            if (outcome != null) {
                AfterRun after = AfterRun.of(run, outcome, queues.of(run.queue()), ThreadLocalRandom.current());
                (after instanceof AfterRun.Dead ? dead : back).add(ClosedRun.of(run, outcome, after));
            }
        });
        List<ClosedRun> closed = new ArrayList<>(putBack(back));
        closed.addAll(deadLetter(dead));
        return closed;
    }

    private List<ClosedRun> putBack(List<ClosedRun> back) {
        if (back.isEmpty()) {
            return List.of();
        }
        Map<JobKey, Boolean> ready = new HashMap<>();
        runs.putBack(queues(back), ids(back), runIds(back),
                column(back, OffsetDateTime[]::new, UnfinishedRuns::runAt),
                column(back, String[]::new, UnfinishedRuns::progress),
                column(back, String[]::new, UnfinishedRuns::attempt),
                column(back, Integer[]::new, UnfinishedRuns::failures),
                column(back, Integer[]::new, UnfinishedRuns::lapses),
                column(back, Integer[]::new, UnfinishedRuns::reschedules))
                .forEach(placed -> ready.put(placed.key(), placed.readyAt() != null));
        return back.stream().filter(run -> ready.containsKey(run.key()))
                .map(run -> ready.getOrDefault(run.key(), false) ? run.inLine() : run).toList();
    }

    private List<ClosedRun> deadLetter(List<ClosedRun> dead) {
        if (dead.isEmpty()) {
            return List.of();
        }
        Map<JobKey, Boolean> awaited = new HashMap<>();
        runs.deadLetter(queues(dead), ids(dead), runIds(dead),
                column(dead, String[]::new, UnfinishedRuns::reason),
                column(dead, String[]::new, UnfinishedRuns::progress),
                column(dead, String[]::new, UnfinishedRuns::attempt),
                column(dead, Integer[]::new, UnfinishedRuns::failures),
                column(dead, Integer[]::new, UnfinishedRuns::lapses),
                column(dead, Integer[]::new, UnfinishedRuns::reschedules))
                .forEach(letter -> awaited.put(letter.key(), letter.awaited()));
        return dead.stream().filter(run -> awaited.containsKey(run.key()))
                .map(run -> awaited.getOrDefault(run.key(), false) ? run.waitedFor() : run).toList();
    }

    private static String[] queues(List<ClosedRun> runs) {
        return column(runs, String[]::new, run -> run.key().queue());
    }

    private static String[] ids(List<ClosedRun> runs) {
        return column(runs, String[]::new, run -> run.key().id());
    }

    private static String[] runIds(List<ClosedRun> runs) {
        return column(runs, String[]::new, run -> run.run().runId().toString());
    }

    private static @Nullable OffsetDateTime runAt(ClosedRun run) {
        return run.after() instanceof AfterRun.BackInLine back && back.runAt() != null
                ? back.runAt().atOffset(ZoneOffset.UTC)
                : null;
    }

    private static String reason(ClosedRun run) {
        return run.after() instanceof AfterRun.Dead dead ? dead.reason().name() : "";
    }

    private static @Nullable String progress(ClosedRun run) {
        return run.outcome() instanceof RunOutcome.Rescheduled rescheduled ? rescheduled.state() : null;
    }

    /** Reschedules are kept when they end the job: a hundred of them would leave no room for errors. */
    private static @Nullable String attempt(ClosedRun run) {
        return run.outcome() instanceof RunOutcome.Rescheduled && run.after() instanceof AfterRun.BackInLine
                ? null
                : AttemptJson.of(run.run(), run.outcome());
    }

    private static int failures(ClosedRun run) {
        return run.outcome() instanceof RunOutcome.Failed || run.outcome() instanceof RunOutcome.GivenUp ? 1 : 0;
    }

    private static int lapses(ClosedRun run) {
        return run.outcome() instanceof RunOutcome.Lapsed ? 1 : 0;
    }

    private static int reschedules(ClosedRun run) {
        return run.outcome() instanceof RunOutcome.Rescheduled ? 1 : 0;
    }

    private static <E, T extends @Nullable Object> T[] column(List<E> elements, IntFunction<T[]> array,
            Function<E, T> value) {
        return elements.stream().map(value).toArray(array);
    }
}
