package dev.relay.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class EmbeddedPostgresTest {

    private static final Path HOMES = Path.of("target", "embedded-postgres").toAbsolutePath();

    /** One for all tests, as creating it takes the most time; those that break theirs take a {@link #newHome()}. */
    private static Path home;

    @BeforeAll
    static void createHome() throws IOException {
        home = newHome();
    }

    @AfterAll
    static void deleteHomes() throws IOException {
        FileSystemUtils.deleteRecursively(HOMES);
    }

    private static Path newHome() throws IOException {
        Path created = Files.createTempDirectory(Files.createDirectories(HOMES), "home-");
        return Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void keepsItsRowsThroughARestart() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS number");
        }
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT number FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void losesNoCommitOnACrash() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void hasADatabaseInUtf8WithoutLocale() throws SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT current_database() || ' ' || current_user || ' ' || "
                    + "pg_encoding_to_char(encoding) || ' ' || datcollate FROM pg_database WHERE datname = 'relay'"))
                    .isEqualTo("relay relay UTF8 C");
            assertThat(ask(postgres, "SHOW server_version")).isEqualTo(postgres.version()).startsWith("18.");
        }
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
            for (InetAddress address : addressesOtherThanLoopback()) {
                assertThatThrownBy(() -> new Socket(address, postgres.port())).isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void asksForThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), "relay", "guessed"))
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(home.resolve("password")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void refusesASecondServerInTheSameProcess() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(home)).isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessage("Another server is running on the embedded PostgreSQL in %s.",
                            home);
            assertThat(first.version()).isNotEmpty();
        }
    }

    @Test
    void refusesAServerInAnotherProcess() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(home)) {
            assertThatThrownBy(() -> KilledServer.in(home)).hasMessage("The server to be killed did not come so far");
            assertThat(first.version()).isNotEmpty();
        }
    }

    @Test
    void leavesItsSuccessorAloneWhenClosedTwice() {
        EmbeddedPostgres first = EmbeddedPostgres.start(home);
        first.close();
        try (EmbeddedPostgres successor = EmbeddedPostgres.start(home)) {
            first.close();

            assertThat(successor.version()).isNotEmpty();
        }
    }

    @Test
    void stopsWhatAKilledServerLeftRunningAndKeepsItsRows() throws Exception {
        KilledServer.in(home);
        ProcessHandle orphan = postmaster();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT state FROM survivor")).isEqualTo("committed");
            assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void recoversWhenPostgresWasKilledToo() throws Exception {
        KilledServer.in(home);
        ProcessHandle orphan = postmaster();
        orphan.destroyForcibly();
        orphan.onExit().join();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(ask(postgres, "SELECT state FROM survivor")).isEqualTo("committed");
        }
    }

    @Test
    void leavesAnotherProgramAloneThatNowHasTheProcessIdOfItsOldPostgres() throws Exception {
        EmbeddedPostgres.start(home).close();
        Process bystander = new ProcessBuilder("sleep", "60").start();
        Files.writeString(home.resolve("data/postmaster.pid"), bystander.pid() + "\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(postgres.version()).isNotEmpty();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    /** Only root notices: it runs PostgreSQL as a user who cannot enter such a directory. */
    @Test
    void startsInADirectoryThatNobodyElseMayEnter(@TempDir Path onlyOurs) throws IOException {
        Files.setPosixFilePermissions(onlyOurs, PosixFilePermissions.fromString("rwx------"));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(onlyOurs.resolve("home"))) {
            assertThat(postgres.version()).isNotEmpty();
        }
    }

    @Test
    void showsWhatPostgresSaysWhenItDoesNotStart() throws IOException {
        Path home = newHome();
        EmbeddedPostgres.start(home).close();
        Files.writeString(home.resolve("data/PG_VERSION"), "11\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(home)).isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("did not start; its log " + home.resolve("postgresql.log"))
                .hasMessageContaining("initialized by PostgreSQL version 11");
    }

    @Test
    void canBeStartedAfterAFailedStart() throws IOException {
        Path home = newHome();
        Files.writeString(home.resolve("binaries-unfinished"), "of a start that was cut off");
        Files.writeString(home.resolve("data"), "a file in its place");
        assertThatThrownBy(() -> EmbeddedPostgres.start(home)).isInstanceOf(EmbeddedPostgresException.class);
        Files.delete(home.resolve("data"));

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home)) {
            assertThat(postgres.version()).isNotEmpty();
        }
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static List<InetAddress> addressesOtherThanLoopback() throws IOException {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces.flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress()).toList();
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                ResultSet answer = connection.createStatement()
                        .executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
