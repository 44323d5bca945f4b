package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.RelayServer;
import dev.relay.testing.Replicas;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Does everything that puts jobs into line or takes them out of it, at random and on two replicas, and compares each claim
 * with the line as the database has it: only a job that became ready within {@link ClaimBound#RECHECK} may be passed over.
 */
class ClaimOrderModelTest {

    private static final long SEED = 20_260_404;
    private static final Duration FOR = Duration.ofSeconds(12);
    private static final int QUEUES = 12;

    private static Replicas replicas;
    private final Random random = new Random(SEED);
    private final Map<String, Map<String, Long>> readySince = new HashMap<>();
    private int ids;
    private int claimed;

    @BeforeAll
    static void start() {
        replicas = new Replicas();
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    @Test
    void passesOverNoJobThatHasBeenReadyForLongerThanTheRecheckInterval() throws SQLException {
        try (Connection connection = replicas.database.open()) {
            int steps = 0;
            for (long end = System.nanoTime() + FOR.toNanos(); System.nanoTime() < end; steps++) {
                step("queue " + random.nextInt(QUEUES), connection);
            }
            IntStream.range(0, QUEUES).forEach(queue -> drain("queue " + queue));
            assertThat(Replicas.sql(replicas.database, "select count(*) from job where state = 'READY'")).isZero();
            assertThat(claimed).isGreaterThan(steps / 20);
        }
    }

    private void step(String queue, Connection connection) throws SQLException {
        RelayServer server = random.nextBoolean() ? replicas.one : replicas.two;
        JobService jobs = server.bean(JobService.class);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> jobs.enqueue(newJobs(queue, 1 + random.nextInt(3)), ConflictMode.UNIQUE);
            case 3 -> jobs.enqueue(List.of(newJob(queue, "fixed " + random.nextInt(3))), ConflictMode.REPLACE);
            case 4 -> {
                execute(connection,
                        "update job set run_at = now() - random() * interval '1 min' where state = 'SCHEDULED'",
                        queue);
                server.bean(JobPromotion.class).promote(queue, 2);
            }
            case 5 -> {
                execute(connection,
                        "update job set lease_expires_at = now() where random() < 0.3 and state = 'RUNNING'",
                        queue);
                server.bean(LeaseLapse.class).reap(queue, 3);
            }
            case 6 -> anyRunning(connection, queue).ifPresent(job -> endRun(jobs, job));
            default -> claim(jobs, queue, connection);
        }
        observe(queue, connection);
    }

    private void endRun(JobService jobs, Job job) {
        if (random.nextBoolean()) {
            jobs.reschedule(newJob(job.key().queue(), job.key().id()));
        } else {
            jobs.requeue(job.key(), job.runId(), newJobs(job.key().queue(), 1), ConflictMode.UNIQUE);
        }
    }

    private void claim(JobService jobs, String queue, Connection connection) throws SQLException {
        Map<String, String> line = line(queue, connection);
        Map<String, Long> since = readySince.getOrDefault(queue, Map.of());
        long now = System.nanoTime();
        int limit = 1 + random.nextInt(3);

        List<String> got = jobs.claim(queue, limit).stream().map(job -> job.key().id()).toList();

        claimed += got.size();
        assertThat(got).as("in order").isEqualTo(line.keySet().stream().filter(got::contains).toList());
        if (got.size() < Math.min(limit, line.size())) {
            assertThat(got).as("no empty hand while there is a job").isNotEmpty();
        }
        List<String> order = List.copyOf(line.keySet());
        int end = got.size() < limit ? order.size() : order.indexOf(got.getLast());
        for (String id : order.subList(0, end)) {
            if (!got.contains(id)) {
                assertThat(Duration.ofNanos(now - since.get(line.get(id)))).as("ready and passed over: %s", id)
                        .isLessThanOrEqualTo(ClaimBound.RECHECK);
            }
        }
    }

    private static void drain(String queue) {
        JobService jobs = replicas.one.bean(JobService.class);
        while (!jobs.claim(queue, 100).isEmpty()) {
            // until there is nothing
        }
    }

    /** Notes since when each job has stood at its place in line, at the latest. */
    private void observe(String queue, Connection connection) throws SQLException {
        Map<String, Long> before = readySince.getOrDefault(queue, Map.of());
        Map<String, Long> after = new HashMap<>();
        for (String place : line(queue, connection).values()) {
            after.put(place, before.getOrDefault(place, System.nanoTime()));
        }
        readySince.put(queue, after);
    }

    /** Returns the ready jobs in the order of the line: the id and its place. */
    private static Map<String, String> line(String queue, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, concat_ws(' ', id, rank, run_at, seq) from job where queue = ? and state = 'READY'
                order by rank, run_at, seq
                """)) {
            statement.setString(1, queue);
            Map<String, String> line = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    line.put(rows.getString(1), rows.getString(2));
                }
            }
            return line;
        }
    }

    private static Optional<Job> anyRunning(Connection connection, String queue) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from job where state = 'RUNNING' and queue = '"
                        + queue + "' order by seq limit 1")) {
            return rows.next()
                    ? replicas.one.bean(JobQueries.class).find(new JobKey(queue, rows.getString(1)))
                    : Optional.empty();
        }
    }

    private static void execute(Connection connection, String update, String queue) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(update + " and queue = '" + queue + "'");
        }
    }

    private List<NewJob> newJobs(String queue, int number) {
        return IntStream.range(0, number).mapToObj(i -> newJob(queue, "job " + ids++)).toList();
    }

    private NewJob newJob(String queue, String id) {
        OffsetDateTime runAt = switch (random.nextInt(4)) {
            case 0 -> OffsetDateTime.now().minusSeconds(random.nextInt(60));
            case 1 -> OffsetDateTime.now().plusDays(1);
            default -> null;
        };
        return new NewJob(new JobKey(queue, id), 60, null, random.nextInt(3), "{}", null, runAt, true);
    }
}
