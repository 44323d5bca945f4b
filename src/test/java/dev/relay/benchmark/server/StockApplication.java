package dev.relay.benchmark.server;

import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/**
 * Spring MVC as it comes, with actuator: default connector, default filters, no tuning. Relay is compared with it. It has
 * Relay's virtual threads, so that the comparison is not won by them.
 */
@EnableAutoConfiguration
@Import(NoOpController.class)
public class StockApplication {

    private static final String WITHOUT_DATABASE = """
            org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,\
            org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration,\
            org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,\
            org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration,\
            org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration""";

    public static void main(String[] args) {
        // Relay's application.yaml is on this classpath too and must not be read.
        new SpringApplicationBuilder(StockApplication.class).profiles("benchmark")
                .properties(Map.of("spring.config.name", "stock", "spring.threads.virtual.enabled", "true",
                        "spring.autoconfigure.exclude", WITHOUT_DATABASE, "springdoc.api-docs.enabled", "false",
                        "springdoc.swagger-ui.enabled", "false"))
                .run(args);
    }
}
