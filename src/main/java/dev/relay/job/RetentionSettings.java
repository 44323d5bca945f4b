package dev.relay.job;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** What queues' settings say about retention, as of now. */
final class RetentionSettings {

    private RetentionSettings() {}

    static void refresh(QueueService queues) {
        Store.run(() -> {
            queues.refresh();
            return true;
        });
    }

    /** Returns the longest time for which any queue keeps its archive, those included that have no settings. */
    static Duration longestArchive(QueueService queues) {
        return Stream.concat(Stream.of(QueueSettings.DEFAULT), queues.all().values().stream())
                .map(QueueSettings::archiveRetention).max(Comparator.naturalOrder()).orElseThrow();
    }
}
