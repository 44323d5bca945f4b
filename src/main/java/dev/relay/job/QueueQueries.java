package dev.relay.job;

import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads what queues there are, what they may do and what they hold, as the store has it now; changes nothing. */
@Service
public class QueueQueries {

    private final QueueTallyRepository jobs;
    private final QueueService settings;

    QueueQueries(QueueTallyRepository jobs, QueueService settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    /** Returns the names of up to {@code limit} queues that have live jobs or settings, those after {@code queue}, in order. */
    public List<String> queuesAfter(String queue, int limit) {
        List<String> found = new ArrayList<>();
        for (Optional<String> next = queueAfter(queue); next.isPresent(); next = queueAfter(next.get())) {
            found.add(next.get());
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }

    private Optional<String> queueAfter(String queue) {
        return Store.run(() -> Optional.ofNullable(jobs.queueAfter(queue)));
    }

    /** Returns the settings of each of these queues, the defaults of those that have none. */
    public Map<String, QueueSettings> settings(Collection<String> queues) {
        return Store.run(() -> settings.read(queues));
    }

    /** Counts the jobs of a queue, at a cost that does not grow with its backlog. */
    public QueueTally count(String queue) {
        return QueueTally.of(Store.run(() -> jobs.count(queue)), QueueTallyRepository.MOST);
    }
}
