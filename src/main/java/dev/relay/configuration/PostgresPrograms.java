package dev.relay.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs initdb and pg_ctl in a data home. All they and PostgreSQL have to say goes to one log file there: a pipe
 * would be inherited by PostgreSQL and never end.
 */
record PostgresPrograms(Path home, PostgresBinaries binaries, PostgresAccount account) {

    private static final int TAIL_LINES = 15;

    /** Takes the first account that can really execute PostgreSQL in this home. */
    static PostgresPrograms in(Path home, Path data) throws IOException {
        PostgresBinaries binaries = PostgresBinaries.unpackInto(home);
        return PostgresAccount.candidates(data).stream()
                .map(account -> new PostgresPrograms(home, binaries, account)).filter(PostgresPrograms::work)
                .findFirst().orElseThrow(() -> noAccount(home));
    }

    private static EmbeddedPostgresException noAccount(Path home) {
        return new EmbeddedPostgresException(
                "The embedded PostgreSQL cannot be executed in %s; see %s.".formatted(home, log(home)),
                "As root the server needs setpriv or unshare -U to work, because PostgreSQL refuses to run as root:"
                        + " run the server as an ordinary user, or set DATABASE_URL to use your own PostgreSQL.");
    }

    private boolean work() {
        return run(Duration.ofSeconds(30), "postgres", "--version");
    }

    Path log() {
        return log(home);
    }

    private static Path log(Path home) {
        return home.resolve("postgresql.log");
    }

    /** Whether the program ended well within the limit; if not, {@link #logTail()} tells why. */
    boolean run(Duration limit, String program, String... arguments) {
        List<String> words = Stream.concat(Stream.of(binaries.program(program)), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(account.running(words)).directory(home.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            return endsWell(builder.start(), limit);
        } catch (IOException e) {
            return false; // The program put before it, setpriv or unshare, does not exist here.
        }
    }

    private static boolean endsWell(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())).indent(4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
