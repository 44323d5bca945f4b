package dev.relay.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Percent-encodes what a client left raw in the path. A raw {@code ;} is a character of a key like any other, where Spring
 * would cut off all that follows it; the other characters are no part of a URI, and Spring's problem documents hold the
 * path as one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RawPathFilter implements Filter {

    private static final String ENCODED = ";\"<>[\\]^`{|}";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        String path = http.getRequestURI();
        chain.doFilter(isRaw(path) ? new WithPath(http, encoded(path)) : request, response);
    }

    private static boolean isRaw(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (ENCODED.indexOf(path.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
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
