package dev.relay.job;

import java.util.Optional;
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
}
