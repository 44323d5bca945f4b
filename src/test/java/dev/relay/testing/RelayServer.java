package dev.relay.testing;

import dev.relay.RelayApplication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A replica of the server within the test's JVM, on a port of its own. */
public final class RelayServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RelayServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts a replica on a database; {@code properties} are {@code key=value} and come before all others. */
    public static RelayServer start(DatabaseConnection database, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.jmx.enabled=false",
                "--spring.datasource.url=" + database.jdbcUrl(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password()));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return new RelayServer(
                new SpringApplicationBuilder(RelayApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** Returns the address to which a path is appended, without a slash at its end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Returns the bean of a type. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Returns the application context, for what is not a bean: how far a shutdown has come. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }
}
