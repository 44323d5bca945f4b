package dev.relay.configuration;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.TimeUnit;

/** A JVM that starts the embedded PostgreSQL, commits a row and is then killed without a chance to stop it. */
final class KilledServer {

    private KilledServer() {}

    /** Returns when the JVM is dead. */
    static void in(Path home) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledServer.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            if (output.lines().noneMatch("committed"::equals)) {
                throw new IllegalStateException("The server to be killed did not come so far");
            }
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    public static void main(String[] args) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]));
        var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
        connection.createStatement().execute("DROP TABLE IF EXISTS survivor");
        connection.createStatement().execute("CREATE TABLE survivor AS SELECT 'committed' AS state");
        System.out.println("committed");
        Thread.currentThread().join();
    }
}
