package dev.relay.benchmark.machine;

import dev.relay.benchmark.load.Jobs;
import dev.relay.configuration.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The embedded PostgreSQL on a fresh data directory, as the server would start it for itself: fsync is on. */
public final class Database implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final ProcessHandle postmaster;
    private final Connection connection;

    private Database(EmbeddedPostgres postgres, ProcessHandle postmaster, Connection connection) {
        this.postgres = postgres;
        this.postmaster = postmaster;
        this.connection = connection;
    }

    public static Database start(Path home) {
        try {
            FileSystemUtils.deleteRecursively(home.resolve("data"));
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
            List<String> pidFile = Files.readAllLines(postgres.dataDirectory().resolve("postmaster.pid"));
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip())).orElseThrow();
            Database database = new Database(postgres, postmaster, open(postgres));
            database.execute("create extension pg_stat_statements");
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(EmbeddedPostgres postgres) {
        try {
            return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a connection for the caller, in autocommit. */
    public Connection open() {
        return open(postgres);
    }

    /** Returns the settings by which a server uses this database. */
    public List<String> serverArguments() {
        return List.of("--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.datasource.username=" + postgres.username(),
                "--spring.datasource.password=" + postgres.password());
    }

    double cpuSeconds() {
        return Cpu.secondsWithChildren(postmaster);
    }

    /** Returns how far the write-ahead log has come, in bytes. */
    long walBytes() {
        return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
    }

    public long tableBytes() {
        return number("select pg_table_size('job')");
    }

    public long indexBytes() {
        return number("select pg_indexes_size('job')");
    }

    /** Returns the dead rows of the hot table, as the statistics have it. */
    public long deadRows() {
        return number("select n_dead_tup from pg_stat_user_tables where relname = 'job'");
    }

    /** Forgets all jobs, and writes out what is due, so that no measurement pays for the one before. */
    public void empty() {
        execute("truncate job, dead_job");
        execute("checkpoint");
    }

    /** Puts ready jobs into a queue, in one transaction, as if they had been enqueued a second ago. */
    public void fill(String queue, long jobs) {
        fill("'" + queue + "'", "now() - interval '1 second'", "READY", jobs);
    }

    /** Puts ready jobs into {@code queues} queues called {@code prefix0} and so on, in turn. */
    public void fillInTurn(String prefix, int queues, long jobs) {
        fill("'" + prefix + "' || (n % " + queues + ")", "now() - interval '1 second'", "READY", jobs);
    }

    /** Puts jobs of next year into a queue. */
    public void fillScheduled(String queue, long jobs) {
        fill("'" + queue + "'", "now() + interval '1 year' + n * interval '1 millisecond'", "SCHEDULED", jobs);
    }

    private void fill(String queue, String runAt, String state, long jobs) {
        // Ids of sixteen digits, as everywhere here, and from a range of their own.
        execute("""
                insert into job (queue, id, timeout, max_retries, retries_remaining, rank, payload, run_at, state,
                                 created_at, updated_at)
                select %s, lpad((7000000000000000 + %d + n)::text, 16, '0'), %d, 3, 3, 0, '%s', %s, '%s', now(), now()
                from generate_series(1, %d) as n
                """.formatted(queue, System.nanoTime() / 1000 % 1_000_000_000_000L * 1000, Jobs.TIMEOUT_SECONDS,
                Jobs.PAYLOAD, runAt, state, jobs));
    }

    /** Brings statistics and visibility map up to date, as autovacuum would do in time. */
    public void vacuum() {
        execute("vacuum (analyze) job");
        execute("checkpoint");
    }

    public synchronized void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot " + sql, e);
        }
    }

    /** Returns the number that a query answers. */
    public synchronized long number(String sql) {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot " + sql, e);
        }
    }

    /** Returns the version of PostgreSQL. */
    public String version() {
        return postgres.version();
    }

    /** Returns the value of a setting, such as fsync. */
    public synchronized String setting(String name) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (postgres) {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
