package dev.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.Http;
import dev.relay.testing.RelayServer;
import dev.relay.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI documents: complete, and true where it can be tried. */
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static RelayServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = RelayServer.start(TestDatabase.freshDatabase());
        http = new Http(server.address());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void describesEveryOperationParameterBodyHeaderAndResponse(String group) {
        List<String> undescribed = new ArrayList<>();
        operations(group).forEach(operation -> {
            require(operation.json(), "summary", operation.name(), undescribed);
            JsonNode body = operation.json().path("requestBody");
            if (!body.isMissingNode()) {
                require(body, "description", operation.name() + " body", undescribed);
                assertThat(examples(operation)).as(operation.name()).isNotEmpty();
            }
            for (JsonNode parameter : operation.json().path("parameters")) {
                require(parameter, "description", operation.name() + " " + parameter.path("name"), undescribed);
            }
            operation.json().path("responses").properties().forEach(response -> {
                String name = operation.name() + " " + response.getKey();
                require(response.getValue(), "description", name, undescribed);
                response.getValue().path("headers").properties().forEach(
                        header -> require(header.getValue(), "description", name + " " + header.getKey(), undescribed));
            });
        });
        assertThat(undescribed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void describesEveryFieldOfEverySchema(String group) {
        List<String> undescribed = new ArrayList<>();
        document(group).at("/components/schemas").properties().forEach(schema -> {
            require(schema.getValue(), "description", schema.getKey(), undescribed);
            schema.getValue().path("properties").properties().forEach(field -> require(field.getValue(), "description",
                    schema.getKey() + "." + field.getKey(), undescribed));
        });
        assertThat(undescribed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void saysOfEveryJobOperationHowItAnswersMalformedRequestsAndAStoreThatIsDown(String group) {
        assertThat(operations(group).filter(operation -> !operation.path().equals("/health"))).isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.json().path("responses").propertyNames())
                        .contains("400", group.equals("v1") ? "429" : "503"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void answersItsOwnExamplesInTheirOrderAsDocumented(String group) {
        assertThat(operations(group)).allSatisfy(operation -> {
            for (String body : examples(operation)) {
                HttpResponse<String> answer = http.send(operation.method().toUpperCase(), operation.examplePath(),
                        body.getBytes(StandardCharsets.UTF_8));
                assertThat(operation.json().path("responses").propertyNames()).contains("" + answer.statusCode());
                assertThat(answer.statusCode()).as(answer.body()).isNotIn(400, 422);
            }
        });
    }

    @Test
    void leadsOneJobThroughItsLifeWhenTheExamplesOfV1AreClickedInOrder() {
        assertThat(operations("v1").filter(operation -> !operation.path().startsWith("/v1/queues"))
                .map(OpenApiTest::tried).toList()).containsExactly(202, 202, 200, 202, 202, 200, 200);
    }

    @Test
    void describesTheFlatEndpointsOnce() {
        assertThat(http.get("/v3/api-docs").body()).contains("\"/v1/enqueue\"").doesNotContain("\"/enqueue\"");
    }

    private record Operation(String path, String method, JsonNode json) {

        String name() {
            return method + " " + path;
        }

        String examplePath() {
            String filled = path;
            StringBuilder query = new StringBuilder();
            for (JsonNode parameter : json.path("parameters")) {
                JsonNode example = parameter.path("example");
                String name = parameter.path("name").asString();
                String value = example.isArray() ? example.get(0).asString() : example.asString("");
                if (parameter.path("in").asString().equals("path")) {
                    filled = filled.replace("{" + name + "}", value);
                } else if (!example.isMissingNode()) {
                    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
                }
            }
            return filled + query;
        }
    }

    private static int tried(Operation operation) {
        byte[] body = examples(operation).getFirst().getBytes(StandardCharsets.UTF_8);
        return http.send(operation.method().toUpperCase(), operation.examplePath(), body).statusCode();
    }

    private static List<String> examples(Operation operation) {
        List<String> bodies = new ArrayList<>();
        JsonNode body = operation.json().path("requestBody");
        body.at("/content/application~1json/examples").forEach(example -> bodies.add(example.path("value").toString()));
        return body.isMissingNode() ? List.of("") : bodies;
    }

    private static Stream<Operation> operations(String group) {
        return document(group).path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .map(method -> new Operation(path.getKey(), method.getKey(), method.getValue())));
    }

    private static JsonNode document(String group) {
        return JSON.readTree(http.get("/v3/api-docs/" + group).body());
    }

    private static void require(JsonNode node, String property, String name, List<String> undescribed) {
        if (node.path(property).asString("").isBlank()) {
            undescribed.add(name);
        }
    }
}
