package dev.relay.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/**
 * Adds to each operation in the OpenAPI document the errors that all of a door share, and to every error its problem
 * document. What only some operations answer (404, 409) stands at their methods, in the words of that operation.
 */
@Component
class ProblemResponses implements GlobalOperationCustomizer {

    private static final List<RequestMethod> READS = List.of(RequestMethod.GET, RequestMethod.HEAD);

    static {
        // A body is declared at its method: its Java type says that it is bytes, not what they hold.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(RequestBytes.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        String door = handler.getBeanType().getPackageName();
        if (!door.startsWith(ProblemResponses.class.getPackageName() + ".")) {
            return operation;
        }
        RequestMethod method = method(handler);
        ApiResponses responses = operation.getResponses();
        add(responses, "400",
                "The request is malformed, or a field or a parameter breaks a rule: `detail` says which.");
        if (Arrays.asList(handler.getMethod().getParameterTypes()).contains(RequestBytes.class)) {
            add(responses, "413", "The body has more bytes than `relay.limits.max-body-size` allows.");
        }
        if (!READS.contains(method)) {
            add(responses, "422", "The store refuses it for good; nothing has changed, and to repeat it is of no use.");
        }
        responses.addApiResponse(door.endsWith(".v1") ? "429" : "503", tryAgain());
        if (method != RequestMethod.HEAD) {
            responses.forEach(ProblemResponses::addProblem);
        }
        operation.setResponses(inOrder(responses));
        return operation;
    }

    private static ApiResponses inOrder(ApiResponses responses) {
        ApiResponses sorted = new ApiResponses();
        responses.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(response -> sorted.addApiResponse(response.getKey(), response.getValue()));
        return sorted;
    }

    private static void add(ApiResponses responses, String status, String description) {
        responses.addApiResponse(status, new ApiResponse().description(description));
    }

    private static ApiResponse tryAgain() {
        return new ApiResponse().addHeaderObject(HttpHeaders.RETRY_AFTER, retryAfter()).description("""
                Try again: the store is unreachable or overloaded. When the connection to it broke in the middle, the \
                call may have taken effect all the same.""");
    }

    private static Header retryAfter() {
        return new Header().description("Seconds to wait before the next attempt.").required(true)
                .schema(new IntegerSchema().minimum(BigDecimal.ZERO).example(1));
    }

    private static void addProblem(String status, ApiResponse response) {
        if (status.charAt(0) >= '4') {
            response.setContent(ProblemSchema.content(status));
        }
    }

    private static RequestMethod method(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping == null ? RequestMethod.GET : mapping.method()[0];
    }
}
