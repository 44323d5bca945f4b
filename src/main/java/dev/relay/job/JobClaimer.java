package dev.relay.job;

import dev.relay.queue.QueueService;
import java.util.ArrayList;
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
    private final QueueService queues;
    private final LimitedClaimer limited;
    private final ClaimSightings sightings;

    JobClaimer(JobRepository jobs, JobMetrics metrics, QueueService queues, LimitedClaimer limited,
            ClaimSightings sightings) {
        this.jobs = jobs;
        this.metrics = metrics;
        this.queues = queues;
        this.limited = limited;
        this.sightings = sightings;
    }

    List<Job> claim(String queue, int limit) {
        sightings.saw(queue);
        if (queues.of(queue).paused()) {
            return List.of();
        }
        if (byQueue.size() > MOST_QUEUES) {
            byQueue.clear();
        }
        return byQueue.computeIfAbsent(queue, QueueClaims::new).claims.submit(limit);
    }

    /** Tells that a job was put into line, after its commit, so that a claim does not begin behind it. */
    void lowerBound(String queue, LinePosition job) {
        QueueClaims claims = byQueue.get(queue);
        if (claims != null) {
            claims.limitedLine.lower(job);
        }
    }

    /** The claims of one queue. */
    private final class QueueClaims {

        private final ClaimLine line;
        private final LimitedLine limitedLine;
        private final GroupCommit<Integer, List<Job>> claims = new GroupCommit<>(LANES, this::claim);

        QueueClaims(String queue) {
            this.line = new ClaimLine(queue);
            this.limitedLine = new LimitedLine(line);
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
            List<JobEntity> claimed = limited.isLimited(line.queue)
                    ? limited.claim(limitedLine, limit)
                    : line.take(from -> Store.run(() -> jobs.claim(line.queue, runIdPrefix(), from.rank(), from.runAt(),
                            from.seq(), limit)));
            metrics.claimed(line.queue, claimed);
            return claimed;
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
    static String runIdPrefix() {
        String random = UUID.randomUUID().toString();
        return random.substring(0, 14) + '8' + random.substring(15, 24);
    }
}
