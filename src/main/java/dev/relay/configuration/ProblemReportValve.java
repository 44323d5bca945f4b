package dev.relay.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before Spring sees it (a path that cannot be decoded, a request while the server stops) with a
 * problem document, not a page.
 */
public class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem = isPaused(request) ? tryAgain(request, response) : problem(code);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            // the client has gone: nobody is left to tell
        }
    }

    private static String problem(int code) {
        if (code < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return problem(code, "malformed-request", "The request is malformed",
                    "The request's path or header cannot be read; the path must be percent-encoded UTF-8");
        }
        return code == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? problem(code, "internal", "Relay failed", "The server's log says why")
                : problem(code, "malformed-request", "The request is malformed",
                        "The server does not speak this version, method or transfer encoding of HTTP");
    }

    /**
     * When the server begins to stop just as Tomcat has read the first line of a request, Tomcat leaves out its header, and
     * then finds fault with it for having none.
     */
    private static boolean isPaused(Request request) {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.isPaused();
    }

    private static String tryAgain(Request request, Response response) {
        HttpStatus status = request.getRequestURI().startsWith("/v2/")
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.TOO_MANY_REQUESTS;
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        return problem(status.value(), "try-again", "Try again", "This server is about to stop");
    }

    private static String problem(int status, String type, String title, String detail) {
        return """
                {"type":"urn:relay:problem:%s","title":"%s","status":%d,"detail":"%s"}"""
                .formatted(type, title, status, detail);
    }
}
