package dev.relay.benchmark.raw;

import dev.relay.benchmark.load.Jobs;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** The server's statements as work for {@link RawLoad}. */
public final class Statements {

    private Statements() {}

    /** Inserts {@code rows} jobs in a statement, by the server's statement for it. */
    public static Work.Preparation insert(String queue, int rows) {
        return connection -> {
            NativeStatement insert = NativeStatement.prepare(connection, "enqueue");
            Map<String, Object> values = new HashMap<>(Map.of("queues", all(rows, queue), "timeouts",
                    all(rows, Jobs.TIMEOUT_SECONDS), "maxRetries", all(rows, 3), "ranks", all(rows, 0), "payloads",
                    all(rows, Jobs.PAYLOAD), "progress", new String[rows], "runAts", new String[rows]));
            return () -> {
                values.put("ids", IntStream.range(0, rows).mapToObj(i -> newId()).toArray(String[]::new));
                return rowsOf(insert.bind(values));
            };
        };
    }

    /** Inserts one job as somebody would who never wrote more than one: INSERT … VALUES. */
    public static Work.Preparation insertValues(String queue) {
        return connection -> {
            PreparedStatement insert = connection.prepareStatement("""
                    insert into job (queue, id, timeout, max_retries, retries_remaining, rank, payload, run_at, state,
                                     created_at, updated_at)
                    values (?, ?, ?, 3, 3, 0, cast(? as json), now(), 'READY', now(), now())
                    on conflict do nothing
                    """);
            return () -> {
                insert.setString(1, queue);
                insert.setString(2, newId());
                insert.setInt(3, Jobs.TIMEOUT_SECONDS);
                insert.setString(4, Jobs.PAYLOAD);
                return insert.executeUpdate();
            };
        };
    }

    /** Claims {@code limit} jobs in a statement, and deletes them if {@code thenDeletes}. */
    public static Work.Preparation claim(String queue, int limit, boolean thenDeletes) {
        return connection -> {
            Claims claims = new Claims(NativeStatement.prepare(connection, "claim"), queue, limit);
            NativeStatement remove = NativeStatement.prepare(connection, "remove");
            return () -> {
                claims.once();
                return thenDeletes ? rowsOf(remove.bind(claims.claimed())) : claims.ids.size();
            };
        };
    }

    private static String newId() {
        return "%016d".formatted(Jobs.nextId());
    }

    private static String[] all(int rows, String value) {
        String[] values = new String[rows];
        Arrays.fill(values, value);
        return values;
    }

    private static Integer[] all(int rows, int value) {
        Integer[] values = new Integer[rows];
        Arrays.fill(values, value);
        return values;
    }

    private static int rowsOf(PreparedStatement statement) throws SQLException {
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count++;
            }
        }
        return count;
    }

    /**
     * Claims with the lower bound that the server would use, each connection its own: the last place it claimed, before
     * which others have claimed or are claiming everything. Without it the raw limit would sink from claim to claim.
     */
    private static final class Claims implements Work {

        private final NativeStatement claim;
        private final String queue;
        private final Map<String, Object> values = new HashMap<>();
        private final List<String> ids = new ArrayList<>();
        private final List<String> runIds = new ArrayList<>();

        Claims(NativeStatement claim, String queue, int limit) {
            this.claim = claim;
            this.queue = queue;
            values.putAll(Map.of("queue", queue, "limit", limit, "rank", Integer.MIN_VALUE, "runAt",
                    OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "seq", 0L));
        }

        @Override
        public int once() throws SQLException {
            values.put("runIdPrefix", UUID.randomUUID().toString().substring(0, 24));
            ids.clear();
            runIds.clear();
            try (ResultSet rows = claim.bind(values).executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString("id"));
                    runIds.add(rows.getString("run_id"));
                    raiseBound(rows);
                }
            }
            return ids.size();
        }

        private void raiseBound(ResultSet row) throws SQLException {
            long seq = row.getLong("seq");
            // All jobs of a backlog here have the same rank and instant, so the largest seq is the last place.
            if (seq > (long) values.get("seq")) {
                values.put("rank", row.getInt("rank"));
                values.put("runAt", row.getObject("run_at", OffsetDateTime.class));
                values.put("seq", seq);
            }
        }

        Map<String, Object> claimed() {
            return Map.of("queues", all(ids.size(), queue), "ids", ids.toArray(String[]::new), "runIds",
                    runIds.toArray(String[]::new));
        }
    }
}
