package dev.relay.job;

import static dev.relay.testing.NewJobs.newJob;

import dev.relay.notification.WaitingClaims;
import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.JobTable;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Eight claimers on two replicas that complete, delete, reschedule or abandon what they get, while connections are killed. What runs
 * too many is noted by the database itself with each claim, by a trigger, before the claim commits; what idles by
 * somebody who looks all the time.
 */
final class PermitWorkload {

    private static final int CLAIMERS = 8;
    private static final Duration MOST_IDLE = Duration.ofSeconds(1);

    final AtomicInteger claims = new AtomicInteger();
    final AtomicInteger abandoned = new AtomicInteger();
    final AtomicInteger kills = new AtomicInteger();
    final Queue<String> idled = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final DatabaseConnection database;
    private final JobTable table;
    private final List<RelayServer> servers;
    private final List<String> queues;
    private final String idle;
    private final AtomicInteger ids = new AtomicInteger();
    private volatile boolean over;

    /**
     * @param overrun a condition that holds when too many run
     * @param idle a query that has a row when a permit and a job are there: for whom, and how many claims there were for it
     */
    PermitWorkload(DatabaseConnection database, List<RelayServer> servers, List<String> queues, String overrun,
            String idle) {
        this.database = database;
        this.table = new JobTable(database);
        this.servers = servers;
        this.queues = queues;
        this.idle = idle;
        table.execute("drop table if exists overrun; create table overrun (at timestamptz, running bigint)");
        table.execute("drop table if exists claim_seen; create table claim_seen (permit_key text)");
        table.execute("""
                create or replace function note_overrun() returns trigger language plpgsql as $$
                begin
                    insert into claim_seen select permit_key from claimed where claimed_at = updated_at;
                    if exists (select 1 from claimed where state = 'RUNNING') and (%s) then
                        insert into overrun select clock_timestamp(), count(*) from job where state = 'RUNNING';
                    end if;
                    return null;
                end $$
                """.formatted(overrun));
        table.execute("""
                create or replace trigger note_overrun after update on job referencing new table as claimed
                for each statement execute function note_overrun()
                """);
    }

    /** An id that begins with a permit key and a colon gives the job that key: no client can on this path. */
    static void keysFromIds(JobTable table) {
        table.execute("""
                create function key_from_id() returns trigger language plpgsql as $$
                begin
                    new.permit_key := nullif(split_part(new.id, ':', 1), '');
                    return new;
                end $$
                """);
        table.execute("create trigger key_from_id before insert on job for each row execute function key_from_id()");
    }

    int overruns() {
        return table.count("overrun");
    }

    void run(Duration time) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        queues.forEach(queue -> threads.add(loop(() -> produce(queue))));
        IntStream.range(0, CLAIMERS).forEach(n -> threads
                .add(loop(() -> work(servers.get(n % 2), queues.get(n / 2 % queues.size())))));
        threads.add(loop(this::kill));
        threads.add(watch());
        LockSupport.parkNanos(time.toNanos());
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Thread loop(Runnable step) {
        return Thread.ofVirtual().start(() -> {
            while (!over) {
                try {
                    step.run();
                } catch (StoreUnavailableException e) {
                    // Its connection was killed.
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                }
            }
        });
    }

    private void produce(String queue) {
        if (table.count("job where state = 'READY' and queue = '" + queue + "'") < 100) {
            List<NewJob> jobs = IntStream.range(0, 100)
                    .mapToObj(n -> newJob(queue, List.of("a:", "b:", ":").get(n % 3) + ids.incrementAndGet()))
                    .map(job -> new NewJob(job.key(), 1, null, 0, "{}", null, null, true)).toList();
            anyServer().bean(JobService.class).enqueue(jobs, ConflictMode.IGNORE);
        }
        rest(20);
    }

    private void work(RelayServer server, String queue) {
        int limit = 1 + random(2);
        List<Job> jobs = server.bean(WaitingClaims.class).claim(List.of(queue), limit, Duration.ofSeconds(5),
                () -> false);
        claims.addAndGet(jobs.isEmpty() ? 0 : 1);
        rest(random(25));
        JobService service = anyServer().bean(JobService.class);
        for (Job job : jobs) {
            switch (random(20)) {
                case 0 -> abandoned.incrementAndGet();
                case 1 -> service.delete(job.key());
                case 2 -> service.reschedule(newJob(queue, job.key().id()));
                default -> service.complete(job.key(), job.runId());
            }
        }
    }

    private void kill() {
        rest(400);
        kills.addAndGet((int) Replicas.sql(database, """
                select count(pg_terminate_backend(pid))
                from (select pid from pg_stat_activity
                      where datname = current_database() and application_name = 'relay' order by random() limit 1) k
                """));
    }

    private Thread watch() {
        return Thread.ofVirtual().start(() -> {
            Map<Map<String, Object>, Long> idleSince = new HashMap<>();
            while (!over) {
                // A row that is not the same any more has had a claim, or lacks a permit or a job.
                List<Map<String, Object>> rows = table.rows(idle);
                long now = System.nanoTime();
                idleSince.keySet().retainAll(rows);
                rows.forEach(row -> idleSince.putIfAbsent(row, now));
                idleSince.forEach((row, since) -> {
                    if (now - since > MOST_IDLE.toNanos()) {
                        idled.add(row.toString());
                    }
                });
                rest(25);
            }
        });
    }

    private RelayServer anyServer() {
        return servers.get(random(servers.size()));
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static void rest(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
