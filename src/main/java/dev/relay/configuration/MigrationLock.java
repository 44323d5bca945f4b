package dev.relay.configuration;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanInitializationException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets one replica at a time migrate the database. Liquibase's own lock is a row that says so: a replica that is killed
 * while it migrates leaves it behind, and no other starts until somebody deletes it. Here the database releases the lock
 * with the connection that holds it; what stands in that row by then is left over.
 *
 * <p>The lock lasts as long as a transaction and not a session, so that it holds behind PgBouncer too. Neither it nor the
 * migration uses the pool, whose connections give up a statement after a time that an index on a large table may take.
 */
@Component
class MigrationLock implements BeanPostProcessor, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MigrationLock.class);
    /** "relay" in ASCII; any number does that all replicas agree on. */
    private static final long KEY = 0x72656c6179L;

    private final ObjectProvider<JdbcConnectionDetails> database;
    private @Nullable Connection holder;

    MigrationLock(ObjectProvider<JdbcConnectionDetails> database) {
        this.database = database;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            DataSource withoutPool = withoutPool(database.getObject());
            if (liquibase.getDataSource() instanceof HikariDataSource) {
                liquibase.setDataSource(withoutPool);
            }
            try {
                acquire(withoutPool);
            } catch (SQLException e) {
                throw new BeanInitializationException("Cannot lock the database for its migration: " + e.getMessage(),
                        e);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase) {
            destroy();
        }
        return bean;
    }

    /** Also called when the migration has failed. */
    @Override
    public void destroy() {
        if (holder != null) {
            try {
                holder.close();
            } catch (SQLException e) {
                log.debug("The connection that locked the migration had broken", e);
            }
            holder = null;
        }
    }

    private void acquire(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        holder = connection;
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (!isTrue(statement, "select pg_try_advisory_xact_lock(" + KEY + ")")) {
                log.info("Waits while another replica migrates the database");
                statement.execute("select pg_advisory_xact_lock(" + KEY + ")");
            }
        }
        forgetLockOfTheDead(dataSource);
    }

    private static void forgetLockOfTheDead(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            boolean leftOver = isTrue(statement, "select to_regclass('databasechangeloglock') is not null")
                    && statement.executeUpdate("update databasechangeloglock set locked = false where locked") > 0;
            if (leftOver) {
                log.warn("Took over the migration from a replica that ended in the middle of it");
            }
        }
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static DataSource withoutPool(JdbcConnectionDetails database) {
        return new DriverManagerDataSource(database.getJdbcUrl(), String.valueOf(database.getUsername()),
                String.valueOf(database.getPassword()));
    }
}
