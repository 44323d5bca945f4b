package dev.relay.testing;

import dev.relay.job.JobPromotion;
import dev.relay.job.LeaseLapse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * One replica, on a database of its own, for all tests of this JVM that need no other; each works in a queue that it
 * names at random. Its clockwork stands still: jobs lapse and fall due when a test says so.
 */
public final class SharedServer {

    private static final int EVERY_JOB = 10_000;
    private static final RelayServer server = RelayServer.start(TestDatabase.freshDatabase(),
            "relay.scheduling.reap-interval=1h",
            "relay.scheduling.promote-interval=1h");
    private static final DataSource connections = server.bean(DataSource.class);
    private static final Http http = new Http(server.address());

    private SharedServer() {}

    public static Http http() {
        return http;
    }

    public static RelayServer server() {
        return server;
    }

    /** Returns the name of a queue that no other test uses. */
    public static String newQueue() {
        return "q-" + UUID.randomUUID();
    }

    /** Lets the leases of a queue lapse now, and reaps them. */
    public static void lapse(String queue) {
        change("update job set lease_expires_at = now() - interval '1 second' where queue = ? and state = 'RUNNING'",
                queue);
        reap(queue);
    }

    /** Reaps the leases of a queue that have lapsed by themselves. */
    public static void reap(String queue) {
        server.bean(LeaseLapse.class).reap(queue, EVERY_JOB);
    }

    /** Makes the scheduled jobs of a queue due now, and promotes them. */
    public static void promote(String queue) {
        change("update job set run_at = now() - interval '1 second' where queue = ? and state = 'SCHEDULED'", queue);
        server.bean(JobPromotion.class).promote(queue, EVERY_JOB);
    }

    /** Runs a statement; answers how many rows it changed. */
    public static int change(String sql, Object... parameters) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the first column of the only row, as text; null when there is no row. */
    public static String ask(String sql, Object... parameters) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
