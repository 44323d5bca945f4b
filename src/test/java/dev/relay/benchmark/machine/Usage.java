package dev.relay.benchmark.machine;

import java.util.Collection;

/** What has been used up to an instant, or between two. */
public record Usage(double serverCpuSeconds, double postgresCpuSeconds, double generatorCpuSeconds, long walBytes) {

    public static Usage now(Database database, Collection<ServerProcess> servers) {
        return new Usage(servers.stream().mapToDouble(ServerProcess::cpuSeconds).sum(), database.cpuSeconds(),
                Cpu.seconds(ProcessHandle.current()), database.walBytes());
    }

    public Usage since(Usage before) {
        return new Usage(serverCpuSeconds - before.serverCpuSeconds, postgresCpuSeconds - before.postgresCpuSeconds,
                generatorCpuSeconds - before.generatorCpuSeconds, walBytes - before.walBytes);
    }
}
