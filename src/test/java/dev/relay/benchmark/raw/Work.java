package dev.relay.benchmark.raw;

import java.sql.SQLException;

/** What one connection does over and over. */
@FunctionalInterface
public interface Work {

    /** Does it once and returns how many jobs are thereby done. */
    int once() throws SQLException;

    /** Prepares what a connection does. */
    @FunctionalInterface
    interface Preparation {
        Work on(java.sql.Connection connection) throws SQLException;
    }
}
