package dev.relay.configuration;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Lets the settings relay-rs is run with choose the database here too: DATABASE_URL becomes spring.datasource.*.
 *
 * <p>A spring.datasource.url from anywhere wins over it. An empty DATABASE_URL counts as none, since that is what
 * Compose makes of a variable that is not set.
 */
final class DatabaseUrlEnvironmentPostProcessor implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        checkMaxConnections(environment.getProperty("DATABASE_MAX_CONNECTIONS"));
        String url = environment.getProperty("DATABASE_URL", "");
        if (StringUtils.hasText(url) && !StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            add(DatabaseUrl.parse(url), environment.getPropertySources());
        }
    }

    /** Below the environment variables, so that SPRING_DATASOURCE_PASSWORD can complete a URL without password. */
    private static void add(DatabaseUrl url, MutablePropertySources sources) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.datasource.url", url.jdbcUrl());
        if (url.username() != null) {
            properties.put("spring.datasource.username", url.username());
        }
        if (url.password() != null) {
            properties.put("spring.datasource.password", url.password());
        }
        sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("DATABASE_URL", properties));
    }

    /** The pool would refuse it as well, but under a name the operator never wrote. */
    private static void checkMaxConnections(@Nullable String value) {
        if (StringUtils.hasText(value) && !value.strip().matches("0*[1-9]\\d{0,3}")) {
            throw new InvalidDatabaseSettingException(
                    "DATABASE_MAX_CONNECTIONS is %s, but must be a number from 1 to 9999.".formatted(value));
        }
    }
}
