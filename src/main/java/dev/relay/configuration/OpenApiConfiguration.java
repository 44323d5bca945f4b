package dev.relay.configuration;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI documents: one for each version of the wire. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            A job runner: producers put jobs in queues, runners claim them, keep them by heartbeats and complete them.

            Nothing acknowledged is lost: an answer 202 means committed. Work that runs twice is possible (at-least-once), \
            two accepted completions of one run are not.

            Any error is a problem document (RFC 9457): its `type` names the kind of problem and stays, its `detail` says \
            what was wrong. To a method that a path does not know the answer is 405, to an unknown path 404.
            """;

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        String version = build.stream().map(BuildProperties::getVersion).filter(Objects::nonNull).findFirst()
                .orElse("development");
        return new OpenAPI().info(new Info().title("Relay").version(version).description(DESCRIPTION)
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    @Bean
    GroupedOpenApi v1() {
        return GroupedOpenApi.builder().group("v1").pathsToMatch("/v1/**", "/health").addOpenApiCustomizer(inOrder(
                "/v1/enqueue", "/v1/enqueue/batch", "/v1/next", "/v1/heartbeat", "/v1/reschedule", "/v1/complete",
                "/v1/queues/jobs", "/v1/queues/{queue}/jobs", "/v1/queues/{queue}/jobs/{id}", "/health")).build();
    }

    @Bean
    GroupedOpenApi v2() {
        return GroupedOpenApi.builder().group("v2").pathsToMatch("/v2/**")
                .addOpenApiCustomizer(inOrder("/v2/queues/jobs",
                        "/v2/queues/{queue}/jobs", "/v2/jobs", "/v2/queues/{queue}/jobs/{id}",
                        "/v2/queues/{queue}/jobs/{id}/run-id/{run_id}",
                        "/v2/queues/{queue}/jobs/{id}/run-id/{run_id}/complete",
                        "/v2/queues/{queue}/jobs/{id}/run-id/{run_id}/fail",
                        "/v2/queues/{queue}/jobs/{id}/run-id/{run_id}/reschedule",
                        "/v2/queues/{queue}/jobs/{id}/run-id/{run_id}/release", "/v2/jobs/outcomes",
                        "/v2/queues/{queue}/jobs/{id}/outcome", "/v2/queues/{queue}/jobs/{id}/cancel",
                        "/v2/queues/{queue}/cancel",
                        "/v2/queues/{queue}/jobs/{id}/explain",
                        "/v2/queues", "/v2/queues/{queue}", "/v2/queues/{queue}/pause", "/v2/queues/{queue}/resume",
                        "/v2/limits",
                        "/v2/queues/{queue}/dead-letters",
                        "/v2/queues/{queue}/dead-letters/{dead_seq}",
                        "/v2/queues/{queue}/dead-letters/{dead_seq}/retry",
                        "/v2/queues/{queue}/dead-letters/retry", "/v2/queues/{queue}/archive",
                        "/v2/queues/{queue}/archive/{id}"))
                .build();
    }

    /** The order of a job's life, in which a reader clicks; the order of discovery is none. */
    private static OpenApiCustomizer inOrder(String... paths) {
        List<String> order = List.of(paths);
        return document -> {
            Paths sorted = new Paths();
            document.getPaths().entrySet().stream()
                    .sorted(Comparator
                            .comparingInt(path -> Math.floorMod(order.indexOf(path.getKey()), order.size() + 1)))
                    .forEach(path -> sorted.addPathItem(path.getKey(), path.getValue()));
            document.setPaths(sorted);
        };
    }
}
