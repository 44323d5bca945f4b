package dev.relay.notification;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The receiving end of what replicas tell each other: a connection of its own that LISTENs, made anew whenever it breaks. Where
 * none can be had (no database right now, a PgBouncer in between), nothing is received.
 */
final class ReplicaChannel implements AutoCloseable {

    static final String NAME = "relay_ready";

    private static final Logger log = LoggerFactory.getLogger(ReplicaChannel.class);
    /** After so long a silence the connection is asked whether it still is one. */
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final JdbcConnectionDetails database;
    private final Runnable onConnect;
    private final Runnable onBreak;
    private final Consumer<String> onMessage;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;
    private volatile @Nullable Connection connection;

    /**
     * Begins to listen; {@code onConnect} runs after each (re)connect, {@code onBreak} when it breaks, {@code onMessage} for
     * each message.
     */
    ReplicaChannel(JdbcConnectionDetails database, Runnable onConnect, Runnable onBreak, Consumer<String> onMessage) {
        this.database = database;
        this.onConnect = onConnect;
        this.onBreak = onBreak;
        this.onMessage = onMessage;
        this.thread = Thread.ofVirtual().name("replica-channel").start(this::listenForEver);
    }

    private void listenForEver() {
        boolean told = false;
        while (!closed.get()) {
            try (Connection listening = connect()) {
                connection = listening;
                told = false;
                onConnect.run();
                listen(listening);
            } catch (SQLException | RuntimeException e) {
                if (!closed.get() && !told) {
                    log.warn("Cannot listen for other replicas, their jobs are found by looking: {}", e.getMessage());
                    told = true;
                }
                onBreak.run();
                pause();
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "relay-listener");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "3");
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        Connection listening = DriverManager.getConnection(database.getJdbcUrl(), properties);
        try (Statement statement = listening.createStatement()) {
            statement.execute("listen " + NAME);
        }
        return listening;
    }

    private void listen(Connection listening) throws SQLException {
        PGConnection postgres = listening.unwrap(PGConnection.class);
        while (!closed.get()) {
            PGNotification[] received = postgres.getNotifications((int) SILENCE.toMillis());
            if (received.length == 0 && !listening.isValid((int) RETRY.toSeconds())) {
                onBreak.run();
                return;
            }
            for (PGNotification notification : received) {
                onMessage.accept(notification.getParameter());
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.set(true);
        thread.interrupt();
        Connection open = connection;
        if (open != null) {
            try {
                // Aborted, not closed: closing waits for the thread that listens.
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("The listening connection was broken already: {}", e.getMessage());
            }
        }
    }
}
