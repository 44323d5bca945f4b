package dev.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestThreadsTest {

    private final RequestThreads threads = new RequestThreads();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endAll() {
        end.countDown();
    }

    @Test
    void answersAsManyRequestsAtOnceAsThereArePlaces() throws InterruptedException {
        assertThat(startedWithin(RequestThreads.PLACES, 10_000)).isTrue();
    }

    @Test
    void letsTheNextWaitUntilAPlaceIsFree() throws InterruptedException {
        startedWithin(RequestThreads.PLACES, 10_000);
        CountDownLatch next = new CountDownLatch(1);
        threads.execute(next::countDown);

        assertThat(next.await(RequestThreads.PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS)).isFalse();
        end.countDown();
        assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsWhoHasWaitedForLongInWithoutAPlace() throws InterruptedException {
        startedWithin(RequestThreads.PLACES, 10_000);
        CountDownLatch next = new CountDownLatch(1);
        threads.execute(next::countDown);

        assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesThePlaceOfARequestThatStepsAsideToTheNext() throws InterruptedException {
        CountDownLatch aside = new CountDownLatch(1);
        threads.execute(() -> {
            await(aside);
            RequestThreads.stepAside();
            RequestThreads.stepAside();
            await(end);
        });
        startedWithin(RequestThreads.PLACES - 1, 10_000);
        CountDownLatch next = new CountDownLatch(1);
        threads.execute(() -> {
            next.countDown();
            await(end);
        });
        aside.countDown();
        assertThat(next.await(RequestThreads.PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS)).isTrue();
        CountDownLatch another = new CountDownLatch(1);
        threads.execute(another::countDown);

        assertThat(another.await(RequestThreads.PATIENCE_MILLIS / 2, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void stepsAsideFromNothingOnAnyOtherThread() {
        RequestThreads.stepAside();
    }

    private boolean startedWithin(int requests, long millis) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            threads.execute(() -> {
                started.countDown();
                await(end);
            });
        }
        return started.await(millis, TimeUnit.MILLISECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
