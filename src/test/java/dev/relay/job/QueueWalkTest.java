package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueueWalkTest {

    private final TreeMap<String, Double> ages = new TreeMap<>();
    private final QueueWalk walk = new QueueWalk();

    @Test
    void goesOnWhereItEndedAndBeginsAnewAfterTheEnd() {
        List.of("a", "b", "c", "d", "e").forEach(queue -> ages.put(queue, 9.0));

        assertThat(next(2)).containsExactly("a", "b");
        assertThat(next(2)).containsExactly("c", "d");
        assertThat(next(2)).containsExactly("e");
        assertThat(next(9)).containsExactly("a", "b", "c", "d", "e");
        assertThat(next(1)).containsExactly("a");
    }

    @Test
    void returnsThoseThatAreDueOnly() {
        ages.put("old", 9.0);
        ages.put("new", 1.0);

        assertThat(next(9)).containsExactly("old");
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertThat(next(9)).isEmpty();
    }

    private List<String> next(int limit) {
        return walk.next(limit, after -> {
            String queue = ages.higherKey(after);
            return queue == null ? null : new OldestOfQueue(queue, ages.get(queue));
        }, oldest -> oldest.isOlderThan(5));
    }
}
