package dev.relay.benchmark.raw;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.data.jpa.repository.NativeQuery;

/** A statement of the server's repository as it stands there, for use with JDBC. */
final class NativeStatement {

    private static final String REPOSITORY = "dev.relay.job.JobRepository";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]\\w*)");

    private final PreparedStatement statement;
    private final List<String> parameters;

    private NativeStatement(PreparedStatement statement, List<String> parameters) {
        this.statement = statement;
        this.parameters = parameters;
    }

    /** Prepares the statement of the repository's method; pgjdbc keeps it prepared in PostgreSQL from the fifth use on. */
    static NativeStatement prepare(Connection connection, String method) throws SQLException {
        String sql = sql(method);
        List<String> parameters = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(sql);
        while (matcher.find()) {
            parameters.add(matcher.group(1));
        }
        return new NativeStatement(connection.prepareStatement(matcher.replaceAll("?")), parameters);
    }

    private static String sql(String method) {
        try {
            Method found = Arrays.stream(Class.forName(REPOSITORY).getDeclaredMethods())
                    .filter(m -> m.getName().equals(method)).findFirst().orElseThrow();
            return found.getAnnotation(NativeQuery.class).value();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Binds all parameters by name and returns the statement, ready to run. */
    PreparedStatement bind(Map<String, ?> values) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i);
            if (!values.containsKey(name)) {
                throw new IllegalStateException("The statement has a new parameter, :" + name);
            }
            bind(i + 1, values.get(name));
        }
        return statement;
    }

    private void bind(int index, Object value) throws SQLException {
        switch (value) {
            case String[] texts -> statement.setArray(index, array("text", texts));
            case Integer[] integers -> statement.setArray(index, array("integer", integers));
            default -> statement.setObject(index, value);
        }
    }

    private java.sql.Array array(String type, Object[] elements) throws SQLException {
        return statement.getConnection().createArrayOf(type, elements);
    }
}
