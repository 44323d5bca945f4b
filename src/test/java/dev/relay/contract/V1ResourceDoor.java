package dev.relay.contract;

import static dev.relay.contract.Answers.claimed;
import static dev.relay.contract.Answers.is;
import static dev.relay.contract.Answers.require;
import static dev.relay.contract.Wire.encoded;

import dev.relay.testing.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What later relay-rs clients call. */
record V1ResourceDoor(Http http) implements Door {

    @Override
    public boolean can(Ability ability) {
        return ability != Ability.NAME_RUNS;
    }

    @Override
    public boolean enqueue(JobSpec job) {
        return is(http.post("/v1/queues/jobs", Wire.array(List.of(job), "-1")), 202, 409);
    }

    @Override
    public void enqueueMany(List<JobSpec> jobs) {
        require(http.post("/v1/queues/jobs", Wire.array(jobs, "-1")), 202);
    }

    @Override
    public List<SeenJob> claim(String queue, int atMost) {
        return claimed(http.get("/v1/queues/" + encoded(queue) + "/jobs?num_jobs=" + atMost));
    }

    @Override
    public boolean heartbeat(SeenJob run, String state) {
        return is(http.patch(path(run.queue(), run.id()), state == null ? "" : state), 202, 404);
    }

    @Override
    public boolean reschedule(SeenJob run, JobSpec values) {
        return is(http.put("/v1/queues/jobs", Wire.job(values, "-1")), 202, 404);
    }

    /** This door answers 200 to a removal of nothing; what was there is asked before. */
    @Override
    public boolean complete(SeenJob run) {
        boolean there = exists(run.queue(), run.id());
        delete(run.queue(), run.id());
        return there;
    }

    @Override
    public void delete(String queue, String id) {
        require(http.delete(path(queue, id)), 200);
    }

    @Override
    public boolean exists(String queue, String id) {
        return is(http.head(path(queue, id)), 200, 404);
    }

    @Override
    public Optional<SeenJob> get(String queue, String id) {
        HttpResponse<String> answer = http.get(path(queue, id));
        return is(answer, 200, 404) ? Optional.of(Wire.seen(Wire.object(answer.body()))) : Optional.empty();
    }

    private static String path(String queue, String id) {
        return "/v1/queues/" + encoded(queue) + "/jobs/" + encoded(id);
    }

    @Override
    public String toString() {
        return "v1 resource";
    }
}
