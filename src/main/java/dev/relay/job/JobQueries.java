package dev.relay.job;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads live jobs; changes nothing. */
@Service
public class JobQueries {

    private final JobRepository jobs;

    JobQueries(JobRepository jobs) {
        this.jobs = jobs;
    }

    /** Returns whether a live job has this key, whatever its state. */
    public boolean exists(JobKey key) {
        return Store.run(() -> jobs.existsByQueueAndId(key.queue(), key.id()));
    }

    /** Returns the live job with this key. */
    public Optional<Job> find(JobKey key) {
        return Store.run(() -> jobs.findByQueueAndId(key.queue(), key.id())).map(JobEntity::toJob);
    }

    /** Returns how many READY jobs those of the queues have that have any, counting no further than {@code atMost}. */
    public Map<String, Integer> countReady(Collection<String> queues, int atMost) {
        return Store.run(() -> jobs.countReady(queues.toArray(String[]::new), atMost)).stream()
                .collect(Collectors.toMap(QueueCount::queue, count -> (int) count.jobs()));
    }
}
