package dev.relay.configuration;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Lets the settings relay-rs is run with choose the database here too: DATABASE_URL and DATABASE_MAX_CONNECTIONS
 * become spring.datasource.*.
 *
 * <p>A spring.datasource.url from anywhere wins over DATABASE_URL. An empty variable counts as none, since that is
 * what Compose makes of one that is not set.
 */
final class DatabaseEnvironmentPostProcessor implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> properties = new HashMap<>();
        String url = environment.getProperty("DATABASE_URL", "");
        if (StringUtils.hasText(url) && !StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            properties.putAll(datasource(DatabaseUrl.parse(url)));
        }
        String maxConnections = environment.getProperty("DATABASE_MAX_CONNECTIONS", "").strip();
        if (!maxConnections.isEmpty()) {
            properties.put("spring.datasource.hikari.maximum-pool-size", checked(maxConnections));
        }
        // Below the environment variables: SPRING_DATASOURCE_PASSWORD may complete a URL without password.
        environment.getPropertySources().addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("DATABASE_URL and DATABASE_MAX_CONNECTIONS", properties));
    }

    private static Map<String, String> datasource(DatabaseUrl url) {
        Map<String, String> properties = new HashMap<>();
        properties.put("spring.datasource.url", url.jdbcUrl());
        if (url.username() != null) {
            properties.put("spring.datasource.username", url.username());
        }
        if (url.password() != null) {
            properties.put("spring.datasource.password", url.password());
        }
        return properties;
    }

    /** The pool would refuse it as well, but under a name the operator never wrote. */
    private static String checked(String maxConnections) {
        if (!maxConnections.matches("[1-9]\\d{0,3}")) {
            throw new InvalidDatabaseSettingException(
                    "DATABASE_MAX_CONNECTIONS is %s, but must be a number from 1 to 9999.".formatted(maxConnections));
        }
        return maxConnections;
    }
}
