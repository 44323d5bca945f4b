package dev.relay.testing;

import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** Brings a database to the schema, or to an earlier one, without a server. */
public final class Schema {

    private Schema() {}

    public static void applyTo(DatabaseConnection database) {
        applyFirst(Integer.MAX_VALUE, database);
    }

    /** Applies that many change sets, counted from the first there ever was. */
    public static void applyFirst(int changeSets, DatabaseConnection database) {
        try (Connection connection = database.open();
                Liquibase liquibase = new Liquibase("db/changelog/db.changelog-master.yaml",
                        new ClassLoaderResourceAccessor(), DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            liquibase.update(changeSets, new Contexts(), new LabelExpression());
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }
}
