package dev.relay.configuration;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The data directory in a data home, and PostgreSQL running on it. Its user holds the data home's lock.
 *
 * <p>PostgreSQL is started by pg_ctl and not as our own child: pg_ctl takes it out of the terminal's process group,
 * so that Ctrl-C reaches the server alone and finds its database still there while it drains; and on Windows it
 * drops the administrator's rights under which PostgreSQL would refuse to run. The price is an orphan when the
 * server is killed hard, which a child would become just as well: {@link #stopOrphan()}.
 */
final class PostgresCluster {

    private static final Logger log = LoggerFactory.getLogger(PostgresCluster.class);

    /** Long enough for recovery after a crash, short enough to notice that it hangs. */
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path home;
    private final Path data;
    private final Path passwordFile;
    private final PostgresPrograms programs;

    PostgresCluster(Path home) throws IOException {
        this.home = home;
        this.data = home.resolve("data");
        this.passwordFile = home.resolve("password");
        this.programs = PostgresPrograms.in(home, data);
    }

    Path data() {
        return data;
    }

    Path logFile() {
        return programs.log();
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    /** Creates the data directory if there is none; it gets its name only when it is complete. */
    void initialise() throws IOException {
        if (Files.exists(data)) {
            programs.account().takeOver(data);
            return;
        }
        Path unfinished = home.resolve("data-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        programs.account().takeOver(unfinished);
        createPassword();
        if (!programs.run(START_LIMIT, "initdb", "--pgdata=" + unfinished, "--username=" + EmbeddedPostgres.USERNAME,
                "--pwfile=" + passwordFile, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale",
                "--no-instructions")) {
            throw failed("could not create its data directory");
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void createPassword() throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile, readableByOwnerOnly());
        Files.writeString(passwordFile, Base64.getUrlEncoder().encodeToString(random));
        programs.account().takeOver(passwordFile);
    }

    private static FileAttribute<?>[] readableByOwnerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /**
     * Stops the PostgreSQL of a server that was killed hard. Process ids are used again, so a process is stopped only
     * if its program is one from this data home; and a postmaster.pid that names some other program is a leftover
     * that PostgreSQL, seeing the process alive, would take for itself and refuse to start.
     */
    void stopOrphan() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        Optional<String> program = ProcessHandle.of(pid).map(ProcessHandle::info)
                .flatMap(info -> info.command().or(info::commandLine));
        if (program.filter(path -> path.startsWith(home.toString())).isPresent()) {
            log.warn("Stopping PostgreSQL process {}, which a killed server left running in {}", pid, home);
            stop();
        } else if (program.isPresent() && !program.get().contains("postgres")) {
            Files.delete(pidFile);
        }
    }

    void start(int port) {
        if (!programs.run(START_LIMIT.plusSeconds(5), "pg_ctl", "start", "--pgdata=" + data, "--wait",
                "--timeout=" + START_LIMIT.toSeconds(), "--options=" + options(port))) {
            EmbeddedPostgresException failure = failed("did not start");
            stop("immediate");
            throw failure;
        }
    }

    /** On the command line rather than in postgresql.conf, which is left to the operator. */
    private String options(int port) {
        String options = "-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories= -c fsync=on"
                + " -c synchronous_commit=on -c max_connections=200 -c log_checkpoints=off";
        if (programs.binaries().containExtension("pg_stat_statements")) {
            options += " -c shared_preload_libraries=pg_stat_statements";
        }
        return options.formatted(port);
    }

    /** Ends clients and PostgreSQL; if it does not follow in time, ends it the hard way, which loses no commit. */
    void stop() {
        if (!stop("fast") && !stop("immediate")) {
            throw failed("did not stop");
        }
    }

    private boolean stop(String mode) {
        return programs.run(STOP_LIMIT.plusSeconds(5), "pg_ctl", "stop", "--pgdata=" + data, "--mode=" + mode, "--wait",
                "--timeout=" + STOP_LIMIT.toSeconds());
    }

    private EmbeddedPostgresException failed(String what) {
        return new EmbeddedPostgresException(
                "The embedded PostgreSQL in %s %s; its log %s ends with%n%s".formatted(home, what, logFile(),
                        programs.logTail().stripTrailing()),
                "Mend what the log complains about, choose another directory with relay.embedded-postgres.directory,"
                        + " or set DATABASE_URL to use your own PostgreSQL.");
    }
}
