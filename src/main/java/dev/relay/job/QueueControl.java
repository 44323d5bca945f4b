package dev.relay.job;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes what queues may do. Every method returns after its commit; every method throws {@link StoreUnavailableException}
 * (try again) or {@link StoreRefusedException} (never) when the store says so.
 */
@Service
public class QueueControl {

    private final QueueService settings;

    QueueControl(QueueService settings) {
        this.settings = settings;
    }

    /** Sets all settings of a queue. */
    public void put(String queue, QueueSettings values) {
        run(queue, name -> settings.put(name, values));
    }

    /** Limits how many jobs of all queues together may run at the same time; null is unlimited. */
    public void limitAll(@Nullable Integer maxRunning) {
        QueueSettings none = QueueSettings.DEFAULT;
        put(QueueService.ALL,
                new QueueSettings(none.paused(), maxRunning, none.maxRunningPerKey(), none.rate(), none.backoff(),
                        none.maxLapses(), none.maxReschedules(), none.archive(), none.archiveRetention(),
                        none.deadLetterRetention()));
    }

    /** Returns a queue to the defaults. */
    public void delete(String queue) {
        run(queue, settings::delete);
    }

    /** Lets claims of a queue come away empty. */
    public void pause(String queue) {
        run(queue, settings::pause);
    }

    /** Lets a queue be claimed from again. */
    public void resume(String queue) {
        run(queue, settings::resume);
    }

    private static void run(String queue, Consumer<String> change) {
        Store.run(() -> {
            change.accept(queue);
            return true;
        });
    }
}
