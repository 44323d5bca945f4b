package dev.relay.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DatabaseEnvironmentPostProcessorTest {

    private static final String POOL_SIZE = "spring.datasource.hikari.maximum-pool-size";
    private static final String DATABASE_URL = "postgres://relay:secret@db/jobs";

    @Test
    void turnsDatabaseUrlIntoTheDatasource() {
        ConfigurableEnvironment environment = started(Map.of("DATABASE_URL", DATABASE_URL));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/jobs");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("relay");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("secret");
    }

    @Test
    void prefersSpringDatasourceUrlAndMixesNothingIntoIt() {
        ConfigurableEnvironment environment = started(
                Map.of("DATABASE_URL", DATABASE_URL, "SPRING_DATASOURCE_URL", "jdbc:postgresql://other/jobs"));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://other/jobs");
        assertThat(environment.getProperty("spring.datasource.username")).isNull();
        assertThat(environment.getProperty("spring.datasource.password")).isNull();
    }

    @Test
    void letsSpringDatasourcePasswordCompleteAUrlWithoutPassword() {
        ConfigurableEnvironment environment = started(
                Map.of("DATABASE_URL", "postgres://relay@db/jobs", "SPRING_DATASOURCE_PASSWORD", "from a vault"));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/jobs");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("from a vault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void takesAnEmptyDatabaseUrlForNone(String empty) {
        assertThat(started(Map.of("DATABASE_URL", empty)).getProperty("spring.datasource.url")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "2.5", "10000"})
    void refusesAPoolSizeThatIsNone(String value) {
        assertThatThrownBy(() -> started(Map.of("DATABASE_MAX_CONNECTIONS", value)))
                .hasMessage("DATABASE_MAX_CONNECTIONS is %s, but must be a number from 1 to 9999.", value);
    }

    @Test
    void turnsDatabaseMaxConnectionsIntoThePoolSize() {
        assertThat(started(Map.of("DATABASE_MAX_CONNECTIONS", "7")).getProperty(POOL_SIZE)).isEqualTo("7");
        assertThat(started(Map.of("DATABASE_MAX_CONNECTIONS", "")).getProperty(POOL_SIZE)).isNull();
    }

    @Test
    void prefersThePoolsOwnVariable() {
        ConfigurableEnvironment environment = started(
                Map.of("DATABASE_MAX_CONNECTIONS", "7", "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "8"));

        assertThat(environment.getProperty(POOL_SIZE)).isEqualTo("8");
    }

    private static ConfigurableEnvironment started(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        variables));
        new DatabaseEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
