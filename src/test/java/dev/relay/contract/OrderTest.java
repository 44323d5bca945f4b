package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.SharedServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§1 order: priority, then run_at, then the order of enqueueing")
class OrderTest {

    private record Place(String id, int priority, int minutesAgo) {

        String json(String queue) {
            return "{\"id\":\"%s\",\"queue\":\"%s\",\"timeout\":60,\"priority\":%d,\"run_at\":\"2020-01-01T00:%02d:00Z\"}"
                    .formatted(id, queue, priority, 59 - minutesAgo);
        }
    }

    private static final Comparator<Place> LINE = Comparator.comparingInt(Place::priority)
            .thenComparingInt(Place::minutesAgo).reversed();

    private final String queue = SharedServer.newQueue();

    @Test
    void holdsWithinOneAnswerAndAcrossClaims() {
        List<Place> places = places();
        enqueueInSomeCalls(places);

        List<String> claimed = new ArrayList<>();
        for (int size : new int[]{1, 7, 50, 1, 500}) {
            Doors.V2.claim(queue, size).forEach(job -> claimed.add(job.id()));
        }
        // Sorting is stable: among equals the order of enqueueing is kept.
        assertThat(claimed).isEqualTo(places.stream().sorted(LINE).map(Place::id).toList());
    }

    @Test
    void putsARescheduledJobBehindThoseThatWereDueBefore() {
        List.of("a", "b").forEach(id -> Doors.V1_FLAT.enqueue(JobSpec.aJob(queue, id)));
        Doors.V1_FLAT.reschedule(Doors.V1_FLAT.claim(queue, 1).getFirst(), JobSpec.aJob(queue, "a"));

        assertThat(Doors.V1_FLAT.claim(queue, 2)).extracting(SeenJob::id).containsExactly("b", "a");
    }

    @Test
    void handsOutAJobThatWasDueLongBeforeThereWereComputers() {
        SharedServer.http().post("/enqueue", "{\"id\":\"old\",\"queue\":\"%s\",\"timeout\":60,\"run_at\":\"%s\"}"
                .formatted(queue, "0001-01-01T00:00:00Z"));

        assertThat(Doors.V1_FLAT.claim(queue, 1)).extracting(SeenJob::id).containsExactly("old");
    }

    @Test
    void knowsNoPriorityInV1() {
        SharedServer.http().post("/enqueue", new Place("a", 0, 1).json(queue));
        SharedServer.http().post("/enqueue", new Place("b", 9, 1).json(queue));

        assertThat(Doors.V1_FLAT.claim(queue, 2)).extracting(SeenJob::id).containsExactly("a", "b");
    }

    private static List<Place> places() {
        Random random = new Random(42);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            places.add(new Place("job-" + random.nextInt(1_000_000) + "-" + i, random.nextInt(4) - 2,
                    random.nextInt(5)));
        }
        return places;
    }

    private void enqueueInSomeCalls(List<Place> places) {
        for (int from = 0; from < places.size(); from += 100) {
            String body = places.subList(from, from + 100).stream().map(place -> place.json(queue))
                    .collect(Collectors.joining(",", "[", "]"));
            assertThat(SharedServer.http().post("/v2/queues/jobs", body).statusCode()).isEqualTo(202);
        }
    }
}
