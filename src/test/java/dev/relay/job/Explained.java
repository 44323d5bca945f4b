package dev.relay.job;

import dev.relay.testing.DatabaseConnection;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.data.jpa.repository.NativeQuery;

/**
 * What the generic plan of a repository's statement did, with values that a caller would give.
 *
 * @param plan as {@code explain (analyze, buffers)} writes it
 * @param buffers pages that were touched, in memory or not
 */
record Explained(String plan, long buffers) {

    private static final Map<Class<?>, String> TYPES = Map.of(String.class, "varchar", int.class, "integer", long.class,
            "bigint", double.class, "double precision", Instant.class, "timestamptz", Long[].class, "bigint[]",
            Double[].class, "double precision[]", String[].class, "varchar[]", OffsetDateTime[].class, "timestamptz[]");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    /** Runs it and takes back what it did; values are SQL literals, in the order of the parameters. */
    static Explained run(DatabaseConnection database, Class<?> repository, String name, String... values)
            throws SQLException {
        Method method = Arrays.stream(repository.getDeclaredMethods()).filter(m -> m.getName().equals(name))
                .findFirst().orElseThrow();
        Parameter[] parameters = method.getParameters();
        String sql = method.getAnnotation(NativeQuery.class).value();
        for (int n = 0; n < parameters.length; n++) {
            sql = sql.replaceAll(":" + parameters[n].getName() + "\\b", "\\$" + (n + 1));
        }
        String types = Arrays.stream(parameters).map(p -> TYPES.get(p.getType())).collect(Collectors.joining(", "));
        try (Connection connection = database.open(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare statement(" + types + ") as " + sql);
            String plan = text(statement.executeQuery("explain (analyze, buffers, timing off) execute statement("
                    + String.join(", ", values) + ")"));
            connection.rollback();
            return new Explained(plan, buffers(plan));
        }
    }

    /** Those of the topmost node, which include all below it. */
    private static long buffers(String plan) {
        Matcher m = BUFFERS.matcher(plan);
        return m.find() ? number(m.group(1)) + number(m.group(2)) : 0;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String text(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
        }
        return text.toString();
    }
}
