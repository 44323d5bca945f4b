package dev.relay.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Claims jobs: concurrent claims of one queue become one statement, whose jobs are dealt out in the order of the claims. */
@Component
class JobClaimer {

    /** What one statement takes, unless a single claim asks for more. */
    private static final int MOST_IN_A_CLAIM = 10_000;
    /** Clients can invent queues without end; what is kept of each is a hint, so all of it may be forgotten. */
    private static final int MOST_QUEUES = 20_000;
    private static final int LANES = 1;

    private final Map<String, QueueClaims> byQueue = new ConcurrentHashMap<>();
    private final JobRepository jobs;
    private final JobMetrics metrics;
    private final ClaimSightings sightings;

    JobClaimer(JobRepository jobs, JobMetrics metrics, ClaimSightings sightings) {
        this.jobs = jobs;
        this.metrics = metrics;
        this.sightings = sightings;
    }

    List<Job> claim(String queue, int limit) {
        sightings.saw(queue);
        if (byQueue.size() > MOST_QUEUES) {
            byQueue.clear();
        }
        return byQueue.computeIfAbsent(queue, QueueClaims::new).claims.submit(limit);
    }

    /** Tells that a job was put into line, after its commit, so that a claim does not begin behind it. */
    void lowerBound(String queue, LinePosition job) {
        QueueClaims claims = byQueue.get(queue);
        if (claims != null) {
            claims.bound.lower(job);
        }
    }

    /** The claims of one queue. */
    private final class QueueClaims {

        private final String queue;
        private final ClaimBound bound = new ClaimBound(System.nanoTime());
        private final GroupCommit<Integer, List<Job>> claims = new GroupCommit<>(LANES, this::claim);

        QueueClaims(String queue) {
            this.queue = queue;
        }

        private List<List<Job>> claim(List<Integer> limits) {
            List<List<Job>> hands = new ArrayList<>(limits.size());
            while (hands.size() < limits.size()) {
                List<Integer> asked = asManyAsFit(limits.subList(hands.size(), limits.size()));
                try {
                    hands.addAll(deal(claim(sum(asked)), asked));
                } catch (StoreUnavailableException e) {
                    // What is claimed already must reach its clients.
                    if (hands.isEmpty()) {
                        throw e;
                    }
                    hands.addAll(deal(List.of(), asked));
                }
            }
            return hands;
        }

        private List<JobEntity> claim(int limit) {
            ClaimBound.Look look = bound.begin(System.nanoTime());
            List<JobEntity> claimed = claim(look, limit);
            if (claimed.isEmpty() && !look.isFromStart()) {
                claimed = claim(bound.beginFromStart(), limit);
            }
            metrics.claimed(queue, claimed);
            return claimed;
        }

        private List<JobEntity> claim(ClaimBound.Look look, int limit) {
            List<JobEntity> claimed = List.of();
            try {
                LinePosition from = look.from;
                claimed = Store
                        .run(() -> jobs.claim(queue, runIdPrefix(), from.rank(), from.runAt(), from.seq(), limit))
                        .stream().sorted(Comparator.comparing(JobEntity::position)).toList();
                return claimed;
            } finally {
                if (claimed.isEmpty()) {
                    bound.end(look);
                } else {
                    bound.end(look, claimed.getLast().position());
                }
            }
        }

        private static List<Integer> asManyAsFit(List<Integer> limits) {
            int n = 1;
            for (int sum = limits.getFirst(); n < limits.size() && sum + limits.get(n) <= MOST_IN_A_CLAIM; n++) {
                sum += limits.get(n);
            }
            return limits.subList(0, n);
        }

        private static int sum(List<Integer> limits) {
            return limits.stream().mapToInt(Integer::intValue).sum();
        }

        private static List<List<Job>> deal(List<JobEntity> claimed, List<Integer> limits) {
            List<List<Job>> hands = new ArrayList<>(limits.size());
            int next = 0;
            for (int limit : limits) {
                int end = Math.min(next + limit, claimed.size());
                hands.add(claimed.subList(next, end).stream().map(JobEntity::toJob).toList());
                next = end;
            }
            return hands;
        }
    }

    /** The first 24 characters of a UUID of version 8, which is the one for schemes of one's own (RFC 9562, 5.8). */
    private static String runIdPrefix() {
        String random = UUID.randomUUID().toString();
        return random.substring(0, 14) + '8' + random.substring(15, 24);
    }
}
