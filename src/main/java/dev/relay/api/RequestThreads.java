package dev.relay.api;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The threads that answer requests: a virtual one each, and a bounded number at work. Thousands of requests at once are not
 * answered sooner by being begun all at once, only at a higher price: each holds the buffers of its connection and its stack,
 * some 100 KB, and with 6,000 of them a request took up to 1.6 times the processor time that it takes with this bound.
 *
 * <p>The bound paces, it does not refuse: who has waited for {@link #PATIENCE_MILLIS} goes in without a place, so that a store
 * which hangs, and with it all who have places, does not keep a health check from its answer.
 */
@Component
public final class RequestThreads implements Executor {

    static final int PLACES = 1024;
    /** Less than what a health check usually waits for its answer. */
    static final long PATIENCE_MILLIS = 500;
    private static final ScopedValue<Place> HELD = ScopedValue.newInstance();

    private final Semaphore places = new Semaphore(PLACES, true);

    @Override
    public void execute(Runnable request) {
        Thread.ofVirtual().name("request").start(() -> {
            Place place = new Place();
            place.take();
            try {
                ScopedValue.where(HELD, place).run(request);
            } finally {
                place.giveUp();
            }
        });
    }

    /** Gives up the place of the request that this thread answers, for good: it is about to wait, and has little to do after that. */
    public static void stepAside() {
        if (HELD.isBound()) {
            HELD.get().giveUp();
        }
    }

    private final class Place {

        /** Only the request's own thread looks at it. */
        private boolean held;

        void take() {
            try {
                held = places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void giveUp() {
            if (held) {
                held = false;
                places.release();
            }
        }
    }
}
