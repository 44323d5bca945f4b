package dev.relay.contract;

import java.util.List;
import java.util.Optional;

/** What a client can do through one of the server's doors, in words of no wire: {@link LifecycleContract} runs on each. */
interface Door {

    /** What not every door has. */
    enum Ability {
        HEARTBEAT, RESCHEDULE, LOOK, DELETE, NAME_RUNS
    }

    boolean can(Ability ability);

    /** Returns false when a live job has this key. */
    boolean enqueue(JobSpec job);

    /** Enqueues those whose key is free, and skips the others. */
    void enqueueMany(List<JobSpec> jobs);

    List<SeenJob> claim(String queue, int atMost);

    /** Extends the lease; null leaves the state as it was. Returns false when the job is not held. */
    boolean heartbeat(SeenJob run, String state);

    /** Puts a running job back with new values under its own key. Returns false when it is not held. */
    boolean reschedule(SeenJob run, JobSpec values);

    /** Returns false when the job is not held, or, where runs have no name, not there. */
    boolean complete(SeenJob run);

    /** Removes a job whatever its state. */
    void delete(String queue, String id);

    boolean exists(String queue, String id);

    Optional<SeenJob> get(String queue, String id);
}
