package dev.relay.testing;

import dev.relay.RelayApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A replica in a process of its own, which can be sent signals. */
public final class ServerProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(output::add));
    }

    /** Returns when it serves. */
    public static ServerProcess start(DatabaseConnection database) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx512m", "-cp", System.getProperty("java.class.path"), RelayApplication.class.getName(),
                "--server.port=0", "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password()));
        try {
            ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
            server.awaitOutput("Started RelayApplication");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        String port = output.stream().map(PORT::matcher).filter(Matcher::find).map(found -> found.group(1))
                .filter(Objects::nonNull).findFirst().orElseThrow();
        return URI.create("http://127.0.0.1:" + port);
    }

    public void awaitOutput(String text) {
        Awaitility.await().atMost(60, TimeUnit.SECONDS).pollInterval(50, TimeUnit.MILLISECONDS)
                .failFast("The server has ended", () -> !process.isAlive())
                .until(() -> output.stream().anyMatch(line -> line.contains(text)));
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Returns the exit code, once there is one. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still runs:\n" + String.join("\n", output));
        }
        return process.exitValue();
    }

    public List<String> output() {
        return output;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
