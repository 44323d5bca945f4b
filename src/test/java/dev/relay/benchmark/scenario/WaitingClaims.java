package dev.relay.benchmark.scenario;

import static dev.relay.benchmark.report.Target.atMost;

import dev.relay.benchmark.load.Enqueueing;
import dev.relay.benchmark.load.LoadGenerator;
import dev.relay.benchmark.load.Operation;
import dev.relay.benchmark.load.Running;
import dev.relay.benchmark.report.Sample;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Ten thousand runners that wait for one queue at once: what they cost while nothing comes, and who gets what comes. */
final class WaitingClaims implements Scenario {

    private static final double MEGABYTE = 1024 * 1024;
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public String name() {
        return "waiting-claims";
    }

    @Override
    public void measure(BenchmarkRun run) {
        if (!WaitingRunner.claimsWait(run.server().address())) {
            run.note("Not measured: claims do not wait on this server.");
            return;
        }
        int count = run.settings().waiters();
        run.warmUp("enqueue", i -> Enqueueing.singles("warm-up"));
        Pickup.warmUp(run, run.server(), run.server());
        // Once for all repetitions: what a first crowd leaves in the server's caches is part of what waiting costs.
        double heapBefore = run.server().heapBytesInUse() / MEGABYTE;
        run.figure("heap in use before, MB", heapBefore);
        run.repeat(() -> {
            run.database().empty();
            Sample enqueue = Pickup.enqueue(run);
            run.figure("statements/s in PostgreSQL, nobody waiting", statementsPerSecond(run));
            BlockingQueue<Long> claimedAt = new LinkedBlockingQueue<>();
            String queue = run.newQueue();
            try (LoadGenerator waiters = new LoadGenerator(run.server().address(), count,
                    i -> Running.waiting(queue, claimedAt::add))) {
                Thread thread = Thread.ofPlatform().name("waiters").start(() -> waiters.closed(LONGEST));
                BenchmarkRun.sleep(SETTLE);
                whileTheyWait(run, count, heapBefore);
                pickup(run, queue, claimedAt, enqueue);
                waiters.stop();
                join(thread);
            }
        });
    }

    private static void whileTheyWait(BenchmarkRun run, int count, double heapBefore) {
        run.check(count + " waiting claims: statements in PostgreSQL", atMost(2, "/s"), statementsPerSecond(run));
        run.check(count + " waiting claims: more heap in use", atMost(300, "MB"),
                run.server().heapBytesInUse() / MEGABYTE - heapBefore);
    }

    private static void pickup(BenchmarkRun run, String queue, BlockingQueue<Long> claimedAt, Sample busy) {
        String name = "pickup among " + run.settings().waiters() + " waiting claims";
        Sample pickups = run.measure(name, () -> WaitingRunner.measure(run.server().address(), queue,
                run.settings().measured(), claimedAt));
        Pickup.check(run, name, pickups, busy);
    }

    /** Long enough, whatever is asked for, to see what happens every few seconds. */
    private static double statementsPerSecond(BenchmarkRun run) {
        long seconds = Math.max(10, run.settings().measured().toSeconds());
        run.database().execute("select pg_stat_statements_reset()");
        BenchmarkRun.sleep(Duration.ofSeconds(seconds));
        return run.database().number("""
                select coalesce(sum(calls), 0)
                from pg_stat_statements
                where query not like '%pg_stat_statements%'
                """) / (double) seconds;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
