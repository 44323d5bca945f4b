package dev.relay.api;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** What can go wrong, under a name that stays: the {@code type} of an RFC 9457 problem document. */
public enum ProblemType {

    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request is malformed"), INVALID_FIELD(HttpStatus.BAD_REQUEST,
            "A field breaks a rule"), NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing at this path"), JOB_NOT_FOUND(
                    HttpStatus.NOT_FOUND, "There is no such job"), DEAD_LETTER_NOT_FOUND(HttpStatus.NOT_FOUND,
                            "There is no such dead letter"), METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED,
                                    "This path does not know the method"), JOB_EXISTS(HttpStatus.CONFLICT,
                                            "The job exists already"), BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE,
                                                    "The body is too large"), STORE_REFUSED(
                                                            HttpStatus.UNPROCESSABLE_CONTENT,
                                                            "The store refuses this for good"),
    /** 503 in v2, 429 in v1, which the clients of relay-rs take for "try again". */
    TRY_AGAIN(HttpStatus.SERVICE_UNAVAILABLE, "Try again"), INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Relay failed");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the type of what Spring or the servlet container refused with this status. */
    static ProblemType of(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 413 -> BODY_TOO_LARGE;
            default -> status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL;
        };
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    URI uri() {
        return URI.create("urn:relay:problem:" + name().toLowerCase().replace('_', '-'));
    }
}
