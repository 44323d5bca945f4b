package dev.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that is given twice, where Spring would join the values: {@code a} and {@code b} to
 * {@code a,b}. A parameter that is a list may be.
 */
class ParametersStandOnce implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (someStandTwice(request) && handler instanceof HandlerMethod method) {
            Stream.of(method.getMethodParameters()).map(ParametersStandOnce::name)
                    .forEach(name -> requireOnce(request, name));
        }
        return true;
    }

    private static boolean someStandTwice(HttpServletRequest request) {
        return request.getParameterMap().values().stream().anyMatch(values -> values.length > 1);
    }

    private static void requireOnce(HttpServletRequest request, @Nullable String name) {
        String[] values = name == null ? null : request.getParameterValues(name);
        if (name != null && values != null && values.length > 1) {
            throw ProblemException.invalid(name, "must be given only once");
        }
    }

    private static @Nullable String name(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        if (annotation == null || parameter.getParameterType() == List.class) {
            return null;
        }
        return annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name();
    }
}
