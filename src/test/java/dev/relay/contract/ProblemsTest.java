package dev.relay.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relay.testing.LogCapture;
import dev.relay.testing.RawHttp;
import dev.relay.testing.SharedServer;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§1 errors are RFC 9457 problem documents")
class ProblemsTest extends RowsTest {

    private static final byte[] TOO_LARGE = new byte[33 * 1024 * 1024];

    @ParameterizedTest
    @CsvSource({"GET, /nope, '', 404, not-found, There is nothing at this path",
            "POST, /next?queue=q, {}, 405, method-not-allowed, This path does not know the method",
            "POST, /enqueue, {, 400, malformed-request, The request is malformed",
            "POST, /enqueue, {}, 400, invalid-field, A field breaks a rule",
            "DELETE, /complete?queue=none&job_id=none, '', 404, job-not-found, There is no such job"})
    void haveStableTypesAndTitles(String method, String path, String body, int status, String type, String title) {
        HttpResponse<String> answer = http.send(method, path, body.getBytes());

        refuses(answer, status, type);
        assertThat(Wire.object(answer.body())).containsEntry("title", Wire.quoted(title))
                .containsEntry("status", Integer.toString(status)).containsKeys("detail", "instance");
    }

    @Test
    void nameTheField() {
        assertThat(Wire.object(http.post("/enqueue", "{\"timeout\":-1}").body())).containsEntry("field",
                "\"timeout\"");
        assertThat(Wire.object(http.post("/v2/queues/jobs", "[{\"timeout\":-1}]").body())).containsEntry("field",
                "\"[0].timeout\"");
    }

    @Test
    void nameTheJob() {
        assertThat(Wire.object(http.delete("/complete?queue=none&job_id=a%22b").body()))
                .containsEntry("queue", "\"none\"").containsEntry("id", "\"a\\\"b\"");
    }

    @Test
    void sayWhichMethodsAPathKnows() {
        assertThat(http.get("/enqueue").headers().firstValue("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/enqueue", "/v2/queues/q/jobs/none", "/v1/queues/q/jobs",
            "/next?queue=q&num_jobs=x"})
    void haveNoBodyInTheAnswerToHead(String path) {
        RawHttp.Answer answer = RawHttp.send(SharedServer.server().address(), "HEAD", path, Map.of());

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void haveNoBodyInA204() {
        RawHttp.Answer answer = RawHttp.send(SharedServer.server().address(), "GET", "/next?queue=none", Map.of());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.head()).doesNotContainIgnoringCase("content-length")
                .doesNotContainIgnoringCase("content-type");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*;q=0.1", "garbage"})
    void comeAsJsonWhateverTheClientAccepts(String accept) {
        RawHttp.Answer answer = RawHttp.send(SharedServer.server().address(), "GET", "/next", Map.of("Accept", accept));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head()).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "garbage;;",
            "application/json; charset=latin1"})
    void areNotMadeOfABodyUnderAnotherContentType(String contentType) {
        String request = "POST /enqueue HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + job("a").length() + "\r\n\r\n" + job("a");

        assertThat(RawHttp.send(SharedServer.server().address(), request.getBytes()).status()).isEqualTo(202);
    }

    @Test
    void reachTheClientWhoseBodyIsTooLarge() throws Exception {
        refuses(post(BodyPublishers.ofByteArray(TOO_LARGE)), 413, "body-too-large");
    }

    @Test
    void reachTheClientWhoseChunksAreTooMany() throws Exception {
        refuses(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LARGE))), 413, "body-too-large");
    }

    @Test
    void stayOutOfTheLogWhenTheClientGoesAwayInTheMiddle() throws Exception {
        try (LogCapture log = new LogCapture()) {
            for (String rest : new String[]{"Content-Length: 50\r\n\r\n{",
                    "Transfer-Encoding: chunked\r\n\r\n5\r\n{"}) {
                try (Socket socket = new Socket("127.0.0.1", SharedServer.server().address().getPort())) {
                    socket.getOutputStream().write(("POST /enqueue HTTP/1.1\r\nHost: relay\r\n" + rest).getBytes());
                    socket.shutdownOutput();
                    // The answer, or the end of the connection: by then the request has been dealt with.
                    socket.getInputStream().readAllBytes();
                }
            }
            assertThat(log.alarms()).isEmpty();
        }
    }

    private static HttpResponse<String> post(BodyPublisher body) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(SharedServer.server().address().resolve("/enqueue")).POST(body).build(),
                    BodyHandlers.ofString());
        }
    }
}
