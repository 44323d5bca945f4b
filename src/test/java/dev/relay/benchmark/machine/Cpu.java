package dev.relay.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU seconds of processes. */
final class Cpu {

    /** Linux reports to user space in this unit whatever the kernel's own tick is. */
    private static final double TICKS_A_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int OWN_FIELDS = 2;
    private static final int FIELDS_WITH_ENDED_CHILDREN = 4;

    private Cpu() {}

    /** Returns what a process has used. */
    static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Cpu::seconds).orElse(0.0);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Returns what a process and its children have used; where there is a /proc, also those children that have ended. */
    static double secondsWithChildren(ProcessHandle process) {
        if (Files.notExists(Path.of("/proc/self/stat"))) {
            return seconds(process) + process.children().mapToDouble(Cpu::seconds).sum();
        }
        return fromProc(process.pid(), FIELDS_WITH_ENDED_CHILDREN)
                + process.children().mapToDouble(child -> fromProc(child.pid(), OWN_FIELDS)).sum();
    }

    private static double fromProc(long pid, int fieldCount) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is a name in parentheses that may hold spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 0; i < fieldCount; i++) {
                ticks += Long.parseLong(fields[USER_TICKS + i]);
            }
            return ticks / TICKS_A_SECOND;
        } catch (IOException e) {
            return 0; // It ended meanwhile; its parent has its time now.
        }
    }
}
