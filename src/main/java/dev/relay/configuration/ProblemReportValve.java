package dev.relay.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers what Tomcat refuses before Spring sees it (a path that cannot be decoded) with a problem document, not a page. */
public class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        boolean clientsFault = code < HttpStatus.INTERNAL_SERVER_ERROR.value();
        String problem = clientsFault
                ? problem(code, "malformed-request", "The request is malformed",
                        "The request's path or header cannot be read; the path must be percent-encoded UTF-8")
                : unable(code);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            // the client has gone: nobody is left to tell
        }
    }

    private static String unable(int code) {
        return code == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? problem(code, "internal", "Relay failed", "The server's log says why")
                : problem(code, "malformed-request", "The request is malformed",
                        "The server does not speak this version, method or transfer encoding of HTTP");
    }

    private static String problem(int status, String type, String title, String detail) {
        return """
                {"type":"urn:relay:problem:%s","title":"%s","status":%d,"detail":"%s"}"""
                .formatted(type, title, status, detail);
    }
}
