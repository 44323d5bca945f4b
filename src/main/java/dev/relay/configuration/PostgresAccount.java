package dev.relay.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who runs PostgreSQL's programs. PostgreSQL refuses to run as root, so a server started by root hands them to
 * someone else; everybody else runs them as himself.
 *
 * <p>Two ways, because each fails somewhere: {@code setpriv} needs a user who may enter the data home (not below
 * /root), {@code unshare -U} needs a kernel or container that allows user namespaces (Docker's default profile
 * does not). In such a namespace PostgreSQL sees itself as nobody but its files still belong to root.
 *
 * @param command what to put before a program
 * @param uid the owner its files need on disk
 */
record PostgresAccount(List<String> command, int uid, int gid) {

    private static final int ROOT = 0;
    private static final Path USERS = Path.of("/etc/passwd");

    private static PostgresAccount self() {
        return new PostgresAccount(List.of(), -1, -1);
    }

    private static PostgresAccount namespace() {
        return new PostgresAccount(List.of("unshare", "-U"), ROOT, ROOT);
    }

    private static PostgresAccount user(int uid, int gid) {
        return new PostgresAccount(List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"), uid, gid);
    }

    /** The accounts worth trying, best first; the owner of files that already exist comes before all others. */
    static List<PostgresAccount> candidates(Path data) throws IOException {
        if (!startedByRoot()) {
            return List.of(self());
        }
        List<PostgresAccount> candidates = new ArrayList<>();
        users("postgres").forEach(candidates::add);
        users("nobody").forEach(candidates::add);
        candidates.add(namespace());
        if (Files.exists(data)) {
            int owner = (int) Files.getAttribute(data, "unix:uid");
            candidates.sort(Comparator.comparing(account -> account.uid != owner));
        }
        return candidates;
    }

    private static boolean startedByRoot() {
        return ProcessHandle.current().info().user().filter("root"::equals).isPresent() && Files.exists(USERS);
    }

    private static Stream<PostgresAccount> users(String name) throws IOException {
        return Files.readAllLines(USERS).stream().map(line -> line.split(":"))
                .filter(fields -> fields.length > 3 && fields[0].equals(name))
                .map(fields -> user(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
    }

    List<String> running(List<String> program) {
        return Stream.concat(command.stream(), program.stream()).toList();
    }

    /**
     * Makes this account the owner of a directory and all that is in it, or of a file. The directory itself comes
     * last: while it still belongs to the former owner, the work is not done.
     */
    void takeOver(Path path) throws IOException {
        if (uid < 0 || Files.notExists(path) || (int) Files.getAttribute(path, "unix:uid") == uid) {
            return;
        }
        List<Path> innermostFirst;
        try (Stream<Path> paths = Files.walk(path)) {
            innermostFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : innermostFirst) {
            Files.setAttribute(each, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(each, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
