package dev.relay.configuration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets one server use a data home. The operating system drops the lock with the process that holds it, so whoever
 * gets it knows that a PostgreSQL still running there is an orphan and not a living sibling's.
 */
final class DataHomeLock implements AutoCloseable {

    /**
     * The homes this process holds. Asked before the file is opened: closing any channel on a locked file gives up
     * the process's POSIX lock on it, also when the lock was taken through another channel.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private DataHomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    static DataHomeLock acquire(Path home) throws IOException {
        if (!HELD_HERE.add(home)) {
            throw heldByAnother(home);
        }
        try {
            return new DataHomeLock(home, lockedChannel(home));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(home);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path home) throws IOException {
        FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        @Nullable
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw heldByAnother(home);
        }
        return channel;
    }

    private static EmbeddedPostgresException heldByAnother(Path home) {
        return new EmbeddedPostgresException(
                "Another server is running on the embedded PostgreSQL in %s.".formatted(home),
                "Stop the other server, choose another directory with relay.embedded-postgres.directory,"
                        + " or set DATABASE_URL so that both servers share one PostgreSQL.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(home);
    }
}
