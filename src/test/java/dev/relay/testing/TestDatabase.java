package dev.relay.testing;

import dev.relay.configuration.EmbeddedPostgres;
import dev.relay.configuration.EmbeddedPostgresException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one place that chooses the tests' PostgreSQL: a container where Docker answers, the embedded one elsewhere.
 * There is one server for the whole test JVM, and on it one database for all tests that do not ask for a
 * {@link #freshDatabase()}.
 */
public final class TestDatabase {

    private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);
    private static final String NAME_PREFIX = "relay_test_";
    private static final AtomicInteger names = new AtomicInteger();
    private static final DatabaseConnection server = start();
    private static final DatabaseConnection shared = freshDatabase();

    private TestDatabase() {}

    public static String jdbcUrl() {
        return shared.jdbcUrl();
    }

    public static String username() {
        return shared.username();
    }

    public static String password() {
        return shared.password();
    }

    /** The database all tests share. */
    public static DatabaseConnection shared() {
        return shared;
    }

    /** A new, empty database for a test that cannot share one. It is dropped by a later run, not by this one. */
    public static DatabaseConnection freshDatabase() {
        String name = NAME_PREFIX + names.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return server.withDatabase(name);
    }

    /** For a {@code @DynamicPropertySource} method. */
    public static void register(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", TestDatabase::jdbcUrl);
        registry.add("spring.datasource.username", TestDatabase::username);
        registry.add("spring.datasource.password", TestDatabase::password);
    }

    /** For {@code @ContextConfiguration(initializers = TestDatabase.Initializer.class)}. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("spring.datasource.url=" + jdbcUrl(), "spring.datasource.username=" + username(),
                    "spring.datasource.password=" + password()).applyTo(context);
        }
    }

    private static DatabaseConnection start() {
        // Testcontainers calls it an error, with a dozen lines, when there is no Docker. Here it is a choice.
        LoggingSystem.get(TestDatabase.class.getClassLoader()).setLogLevel("org.testcontainers.dockerclient",
                LogLevel.OFF);
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when this JVM ends.
    private static DatabaseConnection container() {
        var postgres = new PostgreSQLContainer("postgres:18-alpine").withCommand("postgres", "-c",
                "max_connections=200", "-c", "shared_preload_libraries=pg_stat_statements");
        postgres.start();
        log.info("Tests use PostgreSQL in a container: {}", postgres.getJdbcUrl());
        return new DatabaseConnection(postgres.getJdbcUrl().replaceFirst("\\?.*$", ""), postgres.getUsername(),
                postgres.getPassword());
    }

    private static DatabaseConnection embedded() {
        EmbeddedPostgres postgres = startInFirstFreeHome();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop-test-postgresql"));
        log.info("Tests use the embedded PostgreSQL, as Docker does not answer: {}", postgres.jdbcUrl());
        var connection = new DatabaseConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
        dropLeftovers(connection);
        return connection;
    }

    /**
     * The homes are kept between runs instead of making a temporary one each time: the start is quicker, and what a
     * killed test JVM leaves running is stopped by the next run. Test JVMs at the same time each find their own.
     */
    private static EmbeddedPostgres startInFirstFreeHome() {
        for (int number = 1;; number++) {
            try {
                return EmbeddedPostgres.start(Path.of("target", "test-postgresql-" + number));
            } catch (EmbeddedPostgresException e) {
                if (number == 8 || !e.getMessage().startsWith("Another server is running")) {
                    throw e;
                }
            }
        }
    }

    private static void dropLeftovers(DatabaseConnection connection) {
        try (Connection open = connection.open(); Statement statement = open.createStatement()) {
            List<String> leftovers = new ArrayList<>();
            try (ResultSet rows = statement
                    .executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'relay\\_test\\_%'")) {
                while (rows.next()) {
                    leftovers.add(rows.getString(1));
                }
            }
            for (String leftover : leftovers) {
                statement.execute("DROP DATABASE " + leftover + " WITH (FORCE)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot drop the databases of an earlier test run", e);
        }
    }

    private static void execute(String sql) {
        try (Connection open = server.open(); Statement statement = open.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot " + sql, e);
        }
    }
}
