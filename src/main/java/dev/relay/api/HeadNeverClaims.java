package dev.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses HEAD where GET claims jobs. Spring answers a HEAD by running the GET and dropping its body: the jobs would be
 * held by nobody until their leases lapse.
 */
class HeadNeverClaims implements HandlerInterceptor {

    static final List<String> CLAIMS = List.of("/next", "/v1/next", "/v1/queues/{queue}/jobs",
            "/v2/queues/{queue}/jobs", "/v2/jobs");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpRequestMethodNotSupportedException {
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
        }
        return true;
    }
}
