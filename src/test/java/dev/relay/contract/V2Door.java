package dev.relay.contract;

import static dev.relay.contract.Answers.claimed;
import static dev.relay.contract.Answers.is;
import static dev.relay.contract.Answers.require;
import static dev.relay.contract.Wire.encoded;

import dev.relay.testing.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** The successor API: runs have names. */
record V2Door(Http http) implements Door {

    @Override
    public boolean can(Ability ability) {
        return true;
    }

    @Override
    public boolean enqueue(JobSpec job) {
        return is(http.post("/v2/queues/jobs", Wire.array(List.of(job), "null")), 202, 409);
    }

    @Override
    public void enqueueMany(List<JobSpec> jobs) {
        require(http.post("/v2/queues/jobs?mode=ignore", Wire.array(jobs, "null")), 202);
    }

    @Override
    public List<SeenJob> claim(String queue, int atMost) {
        return claimed(http.get("/v2/queues/" + encoded(queue) + "/jobs?num_jobs=" + atMost));
    }

    @Override
    public boolean heartbeat(SeenJob run, String state) {
        return is(http.patch(runPath(run), state == null ? "" : state), 202, 404);
    }

    @Override
    public boolean reschedule(SeenJob run, JobSpec values) {
        return held(http.put(runPath(run), Wire.array(List.of(values), "null")), 202);
    }

    @Override
    public boolean complete(SeenJob run) {
        return held(http.delete(runPath(run)), 200);
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

    private static boolean held(HttpResponse<String> answer, int status) {
        require(answer, status);
        return "held".equals(answer.headers().firstValue("Relay-Lease").orElseThrow());
    }

    private static String path(String queue, String id) {
        return "/v2/queues/" + encoded(queue) + "/jobs/" + encoded(id);
    }

    private static String runPath(SeenJob run) {
        return path(run.queue(), run.id()) + "/run-id/" + run.runId();
    }

    @Override
    public String toString() {
        return "v2";
    }
}
