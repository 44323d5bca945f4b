package dev.relay.job;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A call whose operation waits in the line of a {@link GroupCommit}, because a flush before it is held up. */
record InLine<T>(FutureTask<T> answer) {

    /** Returns when the call stands in line. */
    static <T> InLine<T> begin(Callable<T> call) {
        FutureTask<T> answer = new FutureTask<>(call);
        Thread thread = Thread.ofVirtual().start(answer);
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            Object blocker = LockSupport.getBlocker(thread);
            return blocker != null && blocker.getClass().getEnclosingClass() == GroupCommit.class;
        });
        return new InLine<>(answer);
    }

    T get() throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }
}
