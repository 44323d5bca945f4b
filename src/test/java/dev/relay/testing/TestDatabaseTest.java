package dev.relay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void givesEachCallerOfFreshDatabaseOneOfItsOwn() throws SQLException {
        DatabaseConnection first = TestDatabase.freshDatabase();
        DatabaseConnection second = TestDatabase.freshDatabase();

        assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl()).isNotEqualTo(TestDatabase.jdbcUrl());
        try (Connection one = first.open(); Connection two = second.open()) {
            assertThat(one.getCatalog()).isNotEqualTo(two.getCatalog());
        }
    }

    @Test
    void hasPgStatStatementsPreloaded() throws SQLException {
        try (Connection connection = TestDatabase.freshDatabase().open();
                var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");

            assertThat(statement.executeQuery("SELECT count(*) FROM pg_stat_statements").next()).isTrue();
        }
    }
}
