package dev.relay.testing;

import dev.relay.job.ConflictMode;
import dev.relay.job.EnqueueOutcome;
import dev.relay.job.JobKey;
import dev.relay.job.JobService;
import dev.relay.job.NewJob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Two replicas on one database, on which nothing happens by the clock: no promotion, no reaping, no looking for jobs whose
 * notification was lost.
 */
public final class Replicas implements AutoCloseable {

    private static final String[] STILL = {"relay.scheduling.promote-interval=1h", "relay.scheduling.reap-interval=1h",
            "relay.scheduling.janitor-interval=1h", "relay.waiting.recheck-interval=1h",
            "relay.waiting.settings-interval=1h"};

    public final DatabaseConnection database = TestDatabase.freshDatabase();
    public final RelayServer one = RelayServer.start(database, STILL);
    public final RelayServer two = RelayServer.start(database, STILL);

    public static RelayServer startStill(DatabaseConnection database) {
        return RelayServer.start(database, STILL);
    }

    /** Enqueues jobs of one minute's timeout and unlimited retries, in one call. */
    public static EnqueueOutcome enqueue(RelayServer server, String queue, String... ids) {
        return server.bean(JobService.class).enqueue(Arrays.stream(ids).map(id -> job(queue, id)).toList(),
                ConflictMode.UNIQUE);
    }

    public static NewJob job(String queue, String id) {
        return new NewJob(new JobKey(queue, id), 60, null, 0, "{}", null, null, true);
    }

    /** Runs a statement; returns the number in the first column of its first row, 0 when there is none. */
    public long sql(String sql) {
        return sql(database, sql);
    }

    public static long sql(DatabaseConnection database, String sql) {
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? parse(rows.getString(1)) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static long parse(String value) {
        return value == null || !value.matches("-?\\d+") ? 0 : Long.parseLong(value);
    }

    /** Forgets the statements counted so far. */
    public void countStatements() {
        countStatements(database);
    }

    public static void countStatements(DatabaseConnection database) {
        sql(database, "create extension if not exists pg_stat_statements");
        sql(database, "select pg_stat_statements_reset()");
    }

    /** Returns how many claims the database has seen since {@link #countStatements()}. */
    public long claims() {
        return claims(database);
    }

    public static long claims(DatabaseConnection database) {
        return sql(database, """
                select coalesce(sum(calls), 0) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                  and query like '%update job%skip locked%returning *%'
                """);
    }

    /** Returns how many statements of the servers the database has seen since {@link #countStatements()}. */
    public long statements() {
        return sql("""
                select coalesce(sum(calls), 0) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                  and query not like '%pg_stat_statements%' and query not ilike 'set %'
                """);
    }

    public List<RelayServer> both() {
        return List.of(one, two);
    }

    @Override
    public void close() {
        two.close();
        one.close();
    }
}
