package dev.relay.benchmark.machine;

import dev.relay.benchmark.load.Asking;
import dev.relay.benchmark.load.HttpSocket;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, with the settings it has by default. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Pattern METRIC_VALUE = Pattern.compile("\"value\":([-+.E\\d]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final URI address;
    private final Duration startUp;

    private ServerProcess(Process process, URI address, Duration startUp) {
        this.process = process;
        this.address = address;
        this.startUp = startUp;
    }

    /** Starts a replica of Relay from this JVM's classpath, with the benchmark's no-op endpoint beside its own. */
    public static ServerProcess relay(Database database, Path logs) {
        List<String> arguments = new ArrayList<>(database.serverArguments());
        arguments.add("--spring.profiles.active=benchmark");
        return start(onClasspath("dev.relay.RelayApplication"), arguments, "/actuator/health/readiness",
                logs.resolve("relay.log"));
    }

    /** Starts a Spring MVC application that has nothing but the no-op endpoint. */
    public static ServerProcess stock(Path logs) {
        return start(onClasspath("dev.relay.benchmark.server.StockApplication"), List.of(), "/benchmark/no-op",
                logs.resolve("stock.log"));
    }

    /** Starts Relay by a command of one's own, such as {@code -jar relay.jar}; returns when it is ready. */
    public static ServerProcess relay(Database database, Path logs, List<String> javaArguments) {
        return start(javaArguments, database.serverArguments(), "/actuator/health/readiness",
                logs.resolve("start-up.log"));
    }

    /** Runs Java to its end, for what has to be prepared. */
    public static void prepare(Path logs, List<String> javaArguments) {
        List<String> command = new ArrayList<>(List.of(javaTool("java")));
        command.addAll(javaArguments);
        try {
            Process process = process(command, logs.resolve("prepare.log"));
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed; see " + logs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> onClasspath(String mainClass) {
        return List.of("-classpath", System.getProperty("java.class.path"), mainClass);
    }

    private static ServerProcess start(List<String> javaArguments, List<String> arguments, String readyPath, Path log) {
        try {
            int port = freePort();
            URI address = URI.create("http://127.0.0.1:" + port);
            long start = System.nanoTime();
            Process process = process(command(javaArguments, arguments, port), log);
            awaitReady(process, address, readyPath, log);
            return new ServerProcess(process, address, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> javaArguments, List<String> arguments, int port) {
        List<String> command = new ArrayList<>();
        command.add(javaTool("java"));
        command.addAll(javaArguments);
        command.add("--server.port=" + port);
        command.addAll(arguments);
        return command;
    }

    private static String javaTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static Process process(List<String> command, Path log) throws IOException {
        File file = log.toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file));
        // Settings of whoever runs the benchmark are not the server's.
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("DATABASE_"));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process, URI address, String path, Path log) {
        long last = System.nanoTime() + START_LIMIT.toNanos();
        while (!answersWell(address, path)) {
            if (!process.isAlive() || System.nanoTime() > last) {
                process.destroyForcibly();
                throw new IllegalStateException("The server does not start; see " + log);
            }
            sleep(Duration.ofMillis(10));
        }
    }

    private static boolean answersWell(URI address, String path) {
        try (HttpSocket socket = new HttpSocket(address)) {
            return socket.exchange(new Asking(path)).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI address() {
        return address;
    }

    /** Returns the time from the start of the process until it said that it is ready. */
    public Duration startUp() {
        return startUp;
    }

    double cpuSeconds() {
        return Cpu.seconds(process.toHandle());
    }

    /** Returns what is on the heap right now, garbage and all. */
    public long heapBytes() {
        return (long) metric("jvm.memory.used?tag=area:heap");
    }

    /** Returns what is on the heap and in use. */
    public long heapBytesInUse() {
        try {
            new ProcessBuilder(javaTool("jcmd"), Long.toString(process.pid()), "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return heapBytes();
    }

    /** Returns the largest size the heap may take. */
    public long heapBytesMost() {
        return (long) metric("jvm.memory.max?tag=area:heap");
    }

    private double metric(String name) {
        try (HttpSocket socket = new HttpSocket(address)) {
            Matcher value = METRIC_VALUE.matcher(socket.exchange(new Asking("/actuator/metrics/" + name)).body());
            if (!value.find()) {
                throw new IllegalStateException("No metric " + name);
            }
            return Double.parseDouble(value.group(1));
        }
    }

    /** Returns the resident memory, or 0 where there is no /proc. */
    public long residentBytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return resident.find() ? Long.parseLong(resident.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
