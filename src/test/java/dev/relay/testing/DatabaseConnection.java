package dev.relay.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How a test reaches a database; the user is a superuser. */
public record DatabaseConnection(String jdbcUrl, String username, String password) {

    public Connection open() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, username, password);
    }

    DatabaseConnection withDatabase(String name) {
        return new DatabaseConnection(jdbcUrl.replaceFirst("/[^/]*$", "/" + name), username, password);
    }
}
