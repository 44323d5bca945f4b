package dev.relay.contract;

import static dev.relay.contract.Answers.claimed;
import static dev.relay.contract.Answers.is;
import static dev.relay.contract.Answers.require;
import static dev.relay.contract.Wire.encoded;

import dev.relay.testing.Http;
import java.util.List;
import java.util.Optional;

/** Seeds 000 and 001, with the prefix and (seed 004) without. */
record V1FlatDoor(Http http, String prefix) implements Door {

    @Override
    public boolean can(Ability ability) {
        return switch (ability) {
            case HEARTBEAT, RESCHEDULE, DELETE -> true;
            case LOOK, NAME_RUNS -> false;
        };
    }

    @Override
    public boolean enqueue(JobSpec job) {
        return is(http.post(prefix + "/enqueue", Wire.job(job, "-1")), 202, 409);
    }

    @Override
    public void enqueueMany(List<JobSpec> jobs) {
        require(http.post(prefix + "/enqueue/batch", Wire.array(jobs, "-1")), 202);
    }

    @Override
    public List<SeenJob> claim(String queue, int atMost) {
        return claimed(http.get(prefix + "/next?queue=" + encoded(queue) + "&num_jobs=" + atMost));
    }

    @Override
    public boolean heartbeat(SeenJob run, String state) {
        return is(http.patch(path("/heartbeat", run.queue(), run.id()), state == null ? "" : state), 202, 404);
    }

    @Override
    public boolean reschedule(SeenJob run, JobSpec values) {
        return is(http.post(prefix + "/reschedule", Wire.job(values, "-1")), 202, 404);
    }

    @Override
    public boolean complete(SeenJob run) {
        return is(http.delete(path("/complete", run.queue(), run.id())), 200, 404);
    }

    @Override
    public void delete(String queue, String id) {
        is(http.delete(path("/complete", queue, id)), 200, 404);
    }

    @Override
    public boolean exists(String queue, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SeenJob> get(String queue, String id) {
        throw new UnsupportedOperationException();
    }

    private String path(String call, String queue, String id) {
        return prefix + call + "?queue=" + encoded(queue) + "&job_id=" + encoded(id);
    }

    @Override
    public String toString() {
        return prefix.isEmpty() ? "v1 flat, unprefixed" : "v1 flat";
    }
}
