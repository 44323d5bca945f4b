package dev.relay.api;

import dev.relay.job.StoreRefusedException;
import dev.relay.job.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what went wrong into an RFC 9457 problem document; the one place of the HTTP doors that does. */
@RestControllerAdvice
class ProblemHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    static final String SEE_LOG = "The server's log says why";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TryAgainLog tryAgain = new TryAgainLog();

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException e) {
        return answer(e.type(), e.type().status(), e.getMessage(), e.named(), HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUnavailable(StoreUnavailableException e, HttpServletRequest request) {
        tryAgain.answered(request, e);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
        HttpStatus status = request.getRequestURI().startsWith("/v2/")
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.TOO_MANY_REQUESTS;
        return answer(ProblemType.TRY_AGAIN, status, e.getMessage(), Map.of(), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onRefused(StoreRefusedException e) {
        return onProblem(ProblemException.refused(e));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onMissing(MissingServletRequestParameterException e) {
        return onProblem(ProblemException.invalid(e.getParameterName(), "is required"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onMismatch(TypeMismatchException e) {
        String name = e instanceof MethodArgumentTypeMismatchException m ? m.getName() : e.getPropertyName();
        return onProblem(ProblemException.invalid(String.valueOf(name), "has a value of the wrong type"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUndecodable(InvalidParameterException e) {
        return onProblem(ProblemException.malformed("The query string is not percent-encoded UTF-8"));
    }

    /** The client went away in the middle of its own request or of the answer: nobody is left to tell. */
    @ExceptionHandler
    void onGone(AsyncRequestNotUsableException e) {
        log.debug("A client went away: {}", e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onUnknownPath(NoResourceFoundException e) {
        return answer(ProblemType.NOT_FOUND, "This server has nothing at this path");
    }

    /** What Spring itself refuses (no such path, wrong method, …) carries its status; anything else is a defect of ours. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onAnythingElse(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse refused) {
            return answer(ProblemType.of(refused.getStatusCode()), refused.getStatusCode(),
                    refused.getBody().getDetail(), Map.of(), refused.getHeaders());
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return answer(ProblemType.INTERNAL, SEE_LOG);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, @Nullable String detail) {
        return answer(type, type.status(), detail, Map.of(), HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, HttpStatusCode status,
            @Nullable String detail,
            Map<String, String> named, HttpHeaders headers) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        named.forEach(problem::setProperty);
        return ResponseEntity.status(status).headers(headers).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
