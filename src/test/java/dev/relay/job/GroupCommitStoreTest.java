package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.relay.testing.DatabaseConnection;
import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import dev.relay.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group commit with real PostgreSQL under it. */
@Timeout(90)
class GroupCommitStoreTest {

    private static final DatabaseConnection database = TestDatabase.freshDatabase();
    private static RelayServer server;
    private static JobService jobs;
    private final String queue = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = Replicas.startStill(database);
        jobs = server.bean(JobService.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void addsUpInAStormOfAllOperations() throws Exception {
        int threads = 48;
        int rounds = 40;
        AtomicInteger enqueued = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        ConcurrentLinkedQueue<Job> claimed = new ConcurrentLinkedQueue<>();
        atOnce(IntStream.range(0, threads).<Callable<Void>>mapToObj(t -> () -> {
            for (int i = 0; i < rounds; i++) {
                enqueue(t + "-" + i, i % 2 == 0, enqueued);
                enqueue("shared " + i, t % 2 == 0, enqueued);
                for (Job job : jobs.claim(queue, 2)) {
                    claimed.add(job);
                    jobs.heartbeat(job.key(), job.runId(), "\"" + t + "\"");
                    if (i % 3 != 0 && jobs.complete(job.key(), job.runId())) {
                        ended.incrementAndGet();
                    }
                }
                if (i % 4 == 0 && jobs.delete(new JobKey(queue, t + "-" + i))) {
                    ended.incrementAndGet();
                }
            }
            return null;
        }).toList(), 48);

        assertThat(claimed).extracting(Job::runId).doesNotHaveDuplicates();
        assertThat(count("true")).isEqualTo(enqueued.get() - ended.get());
        assertThat(count("state = 'RUNNING' and progress is null")).isZero();
    }

    @Test
    void letsExactlyOneOfEqualIdsWin() throws Exception {
        AtomicInteger enqueued = new AtomicInteger();
        atOnce(IntStream.range(0, 100).<Callable<Void>>mapToObj(i -> () -> {
            enqueue("same", i % 2 == 0, enqueued);
            return null;
        }).toList(), 100);

        assertThat(enqueued).hasValue(1);
        assertThat(count("true")).isOne();
    }

    @Test
    void letsTheFirstOfEqualIdsWinWithinOneFlush() throws Exception {
        try (Held held = Held.enqueueOf(queue)) {
            InLine<EnqueueOutcome> first = InLine.begin(() -> enqueueWithPayload("1", "\"first\""));
            InLine<EnqueueOutcome> second = InLine.begin(() -> enqueueWithPayload("1", "\"second\""));
            held.release();

            assertThat(first.get()).isInstanceOf(EnqueueOutcome.Enqueued.class);
            assertThat(second.get()).isInstanceOf(EnqueueOutcome.AlreadyExists.class);
        }
        assertThat(count("id = '1' and payload::text = '\"first\"'")).isOne();
    }

    @Test
    void acceptsTwoHeartbeatsForOneJobInOneFlushAndKeepsTheLaterState() throws Exception {
        Replicas.enqueue(server, queue, "locked", "1");
        List<Job> running = jobs.claim(queue, 2);
        JobKey key = running.getLast().key();
        UUID run = running.getLast().runId();
        try (Held held = Held.heartbeatOf(running.getFirst())) {
            InLine<Boolean> first = InLine.begin(() -> jobs.heartbeat(key, run, "1"));
            InLine<Boolean> second = InLine.begin(() -> jobs.heartbeat(key, run, "2"));
            InLine<Boolean> stranger = InLine.begin(() -> jobs.heartbeat(key, UUID.randomUUID(), "3"));
            held.release();

            assertThat(List.of(first.get(), second.get(), stranger.get())).containsExactly(true, true, false);
        }
        assertThat(server.bean(JobQueries.class).find(key).orElseThrow().state()).isEqualTo("2");
    }

    @Test
    void refusesOneJobForGoodAndKeepsItsNeighbours() throws Exception {
        String bad = longest(1);
        try (Held held = Held.enqueueOf(queue)) {
            List<InLine<EnqueueOutcome>> good = new ArrayList<>();
            good.add(InLine.begin(() -> enqueueWithPayload("1", "1")));
            InLine<EnqueueOutcome> refused = InLine
                    .begin(() -> jobs.enqueue(List.of(Replicas.job(longest(2), bad)), ConflictMode.UNIQUE));
            good.add(InLine.begin(() -> enqueueWithPayload("2", "1")));
            good.add(InLine.begin(() -> enqueueWithPayload("3", "1")));
            held.release();

            assertThatThrownBy(refused::get).hasCauseInstanceOf(StoreRefusedException.class);
            for (InLine<EnqueueOutcome> one : good) {
                assertThat(one.get()).isInstanceOf(EnqueueOutcome.Enqueued.class);
            }
        }
        assertThat(count("id in ('1', '2', '3')")).isEqualTo(3);
    }

    @Test
    void runsABatchAgainThatWasBrokenOffInADeadlock() throws Exception {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(Held.insert(queue, "middle 1"));
            statement.execute(Held.insert(queue, "middle 2"));
            FutureTask<EnqueueOutcome> there = enqueueInOneCall("a", "middle 1", "b");
            FutureTask<EnqueueOutcome> andBack = enqueueInOneCall("b", "middle 2", "a");
            await().until(() -> Held.blocked() == 2);
            connection.rollback();

            assertThat(there.get()).isInstanceOf(EnqueueOutcome.Enqueued.class);
            assertThat(andBack.get()).isInstanceOf(EnqueueOutcome.Enqueued.class);
        }
        assertThat(count("true")).isEqualTo(4);
    }

    @Test
    void givesLargeConcurrentClaimsAllThatTheyAskedFor() throws Exception {
        int jobsThere = 12_000;
        jobs.enqueue(IntStream.range(0, jobsThere).mapToObj(i -> Replicas.job(queue, "" + i)).toList(),
                ConflictMode.IGNORE);
        AtomicInteger claimed = new AtomicInteger();
        atOnce(IntStream.range(0, 4).<Callable<Void>>mapToObj(i -> () -> {
            List<Job> some = jobs.claim(queue, 3_000);
            assertThat(some).hasSize(3_000);
            claimed.addAndGet(some.size());
            return null;
        }).toList(), 4);

        assertThat(claimed).hasValue(jobsThere);
    }

    private void enqueue(String id, boolean durable, AtomicInteger enqueued) {
        NewJob job = new NewJob(new JobKey(queue, id), 60, 3, 0, "{}", null, null, durable);
        if (jobs.enqueue(List.of(job), ConflictMode.UNIQUE) instanceof EnqueueOutcome.Enqueued) {
            enqueued.incrementAndGet();
        }
    }

    private EnqueueOutcome enqueueWithPayload(String id, String payload) {
        NewJob job = new NewJob(new JobKey(queue, id), 60, 3, 0, payload, null, null, true);
        return jobs.enqueue(List.of(job), ConflictMode.UNIQUE);
    }

    private FutureTask<EnqueueOutcome> enqueueInOneCall(String... ids) {
        FutureTask<EnqueueOutcome> call = new FutureTask<>(
                () -> jobs.enqueue(List.of(ids).stream().map(id -> Replicas.job(queue, id)).toList(),
                        ConflictMode.IGNORE));
        Thread.ofVirtual().start(call);
        return call;
    }

    /** Random, so that PostgreSQL cannot compress it: queue and id together are more than an index entry takes. */
    private static String longest(int seed) {
        return new Random(seed).ints(1024, 0x4e00, 0x9fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private long count(String condition) {
        return Replicas.sql(database, "select count(*) from job where queue = '" + queue + "' and " + condition);
    }

    private static void atOnce(List<Callable<Void>> calls, int threads) throws Exception {
        try (var executor = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            for (Future<Void> done : executor.invokeAll(calls)) {
                done.get();
            }
        }
    }

    /** A flush that is held up by a row that somebody else has locked. */
    private record Held(Connection connection) implements AutoCloseable {

        static Held enqueueOf(String queue) throws SQLException {
            return begin(insert(queue, "held"), () -> Replicas.enqueue(server, queue, "held"));
        }

        static Held heartbeatOf(Job job) throws SQLException {
            return begin("select 1 from job where queue = '" + job.key().queue() + "' and id = '" + job.key().id()
                    + "' for update", () -> jobs.heartbeat(job.key(), job.runId(), null));
        }

        private static Held begin(String lock, Runnable call) throws SQLException {
            Connection connection = database.open();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(lock);
            }
            Thread.ofVirtual().start(call);
            await().pollInterval(Duration.ofMillis(10)).until(() -> blocked() == 1);
            return new Held(connection);
        }

        static String insert(String queue, String id) {
            return """
                    insert into job (queue, id, timeout, rank, payload, run_at, state, created_at, updated_at)
                    values ('%s', '%s', 60, 0, '1', now(), 'READY', now(), now())
                    """.formatted(queue, id);
        }

        static long blocked() {
            return Replicas.sql(database, """
                    select count(*) from pg_stat_activity
                    where datname = current_database() and wait_event_type = 'Lock'
                    """);
        }

        void release() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
