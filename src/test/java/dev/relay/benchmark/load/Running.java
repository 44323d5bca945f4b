package dev.relay.benchmark.load;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;

/**
 * A runner: claims, completes what it got, and so on; optionally enqueues a job first each time, so that the backlog keeps its
 * size. A job is done when it is completed.
 */
public final class Running implements Conversation {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** The requests of one queue. */
    private record Requests(Template enqueue, Template claim, Template complete) {

        static Requests of(String queue, String claimParameters) {
            return new Requests(Template.request("POST", "/v1/enqueue", Jobs.json(queue)),
                    Template.request("GET", "/v2/queues/" + queue + "/jobs?" + claimParameters, ""),
                    Template.request("DELETE", "/v2/queues/" + queue + "/jobs/{id}/run-id/{run}", ""));
        }
    }

    private enum Step {
        ENQUEUE, CLAIM, COMPLETE
    }

    private final Requests[] queues;
    private final IntSupplier nextQueue;
    private final Step first;
    private final LongConsumer claimedAt;
    private final ClaimedRuns runs = new ClaimedRuns();
    private Requests requests;
    private Step step;

    private Running(Requests[] queues, IntSupplier nextQueue, Step first, LongConsumer claimedAt) {
        this.queues = queues;
        this.nextQueue = nextQueue;
        this.first = first;
        this.claimedAt = claimedAt;
        this.step = first;
        this.requests = queues[0];
    }

    /** Claims {@code size} jobs at a time from a queue that has enough of them. */
    public static Running claiming(String queue, int size) {
        return claiming(queue, "num_jobs=" + size, nanoTime -> {});
    }

    /** Claims one job at a time and waits for it, over and over; tells the {@code System.nanoTime()} of each that it gets. */
    public static Running waiting(String queue, LongConsumer claimedAt) {
        return claiming(queue, "num_jobs=1&wait=20s", claimedAt);
    }

    private static Running claiming(String queue, String parameters, LongConsumer claimedAt) {
        return new Running(new Requests[]{Requests.of(queue, parameters)}, () -> 0, Step.CLAIM, claimedAt);
    }

    /** Enqueues a job and claims one, each time in the next of these queues. */
    public static Running cycling(String... names) {
        Requests[] queues = new Requests[names.length];
        for (int i = 0; i < names.length; i++) {
            queues[i] = Requests.of(names[i], "num_jobs=1");
        }
        int[] next = {0};
        return new Running(queues, () -> next[0]++ % queues.length, Step.ENQUEUE, nanoTime -> {});
    }

    @Override
    public ByteBuffer ask() {
        if (step == first) {
            requests = queues[nextQueue.getAsInt()];
        }
        return switch (step) {
            case ENQUEUE -> {
                requests.enqueue.writeId(0, Jobs.nextId());
                yield requests.enqueue.buffer();
            }
            case CLAIM -> requests.claim.buffer();
            case COMPLETE -> {
                runs.writeInto(requests.complete);
                yield requests.complete.buffer();
            }
        };
    }

    @Override
    public Operation asked() {
        return switch (step) {
            case ENQUEUE -> Operation.ENQUEUE;
            case CLAIM -> Operation.CLAIM;
            case COMPLETE -> Operation.COMPLETE;
        };
    }

    @Override
    public int hear(Answer answer) {
        return switch (step) {
            case ENQUEUE -> {
                step = answer.status() == ACCEPTED ? Step.CLAIM : first;
                yield 0;
            }
            case CLAIM -> {
                if (answer.status() == OK) {
                    claimedAt.accept(System.nanoTime());
                    runs.read(answer);
                    step = Step.COMPLETE;
                } else {
                    step = first;
                }
                yield 0;
            }
            case COMPLETE -> completed(answer.status() == OK);
        };
    }

    /** What could not be completed is asked for again. */
    private int completed(boolean done) {
        if (!done) {
            return 0;
        }
        runs.drop();
        if (runs.isEmpty()) {
            step = first;
        }
        return 1;
    }

    @Override
    public boolean isCycleEnded() {
        return step == first;
    }
}
