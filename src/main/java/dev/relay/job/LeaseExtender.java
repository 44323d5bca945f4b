package dev.relay.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes heartbeats, those that come at the same time together. */
@Component
class LeaseExtender {

    private static final int LANES = 1;

    private final GroupCommit<Heartbeat, RunState> heartbeats = new GroupCommit<>(LANES, this::write);
    private final JobRepository jobs;
    private final JobMetrics metrics;

    LeaseExtender(JobRepository jobs, JobMetrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
    }

    RunState heartbeat(JobKey key, @Nullable UUID runId, @Nullable String state) {
        return heartbeats.submit(new Heartbeat(key, runId == null ? null : runId.toString(), state));
    }

    private List<RunState> write(List<Heartbeat> all) {
        RunState[] states = new RunState[all.size()];
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            left.add(i);
        }
        // PostgreSQL updates a row once in a statement, so of two heartbeats for one job the later goes into the next.
        // Sorted, so that two statements for the same jobs lock them in the same order and cannot deadlock.
        while (!left.isEmpty()) {
            Set<JobKey> taken = new HashSet<>();
            List<Integer> round = left.stream().filter(i -> taken.add(all.get(i).key()))
                    .sorted(Comparator.comparing(i -> all.get(i).key())).toList();
            left.removeAll(new HashSet<>(round));
            writeRound(all, round, states);
        }
        return List.of(states);
    }

    private void writeRound(List<Heartbeat> all, List<Integer> round, RunState[] states) {
        String[] queues = round.stream().map(i -> all.get(i).key().queue()).toArray(String[]::new);
        String[] ids = round.stream().map(i -> all.get(i).key().id()).toArray(String[]::new);
        @Nullable
        String[] runIds = round.stream().map(i -> all.get(i).runId()).toArray(String[]::new);
        @Nullable
        String[] progress = round.stream().map(i -> all.get(i).state()).toArray(String[]::new);
        round.forEach(i -> states[i] = RunState.LOST);
        for (Extended extended : Store.run(() -> jobs.heartbeat(queues, ids, runIds, progress))) {
            int i = round.get((int) extended.n() - 1);
            states[i] = extended.cancelRequested() ? RunState.CANCEL_REQUESTED : RunState.HELD;
            metrics.heartbeat(all.get(i).key().queue());
        }
    }

    private record Heartbeat(JobKey key, @Nullable String runId, @Nullable String state) {}
}
