package dev.relay.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Percent-encodes what a client left raw in the path. A raw {@code ;} is a character of a key like any other, where Spring
 * would cut off all that follows it; the other characters are no part of a URI, and Spring's problem documents hold the
 * path as one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RawPathFilter extends OncePerRequestFilter {

    private static final String ENCODED = ";\"<>[\\]^`{|}";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        String encoded = encoded(path);
        chain.doFilter(encoded.equals(path) ? request : new WithPath(request, encoded), response);
    }

    static String encoded(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (char c : path.toCharArray()) {
            if (ENCODED.indexOf(c) >= 0) {
                out.append('%').append(Integer.toHexString(c).toUpperCase());
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static final class WithPath extends HttpServletRequestWrapper {

        private final String path;

        WithPath(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }
    }
}
