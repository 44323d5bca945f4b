package dev.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the body into one array of just its size, whatever its content type says: clients send JSON under
 * {@code application/json}, under curl's form type and under none.
 */
class RequestBytesResolver implements HandlerMethodArgumentResolver {

    private final int limit;

    RequestBytesResolver(Limits limits) {
        this.limit = (int) limits.maxBodySize().toBytes();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RequestBytes.class;
    }

    @Override
    public RequestBytes resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) {
        return read((HttpServletRequest) webRequest.getNativeRequest());
    }

    private RequestBytes read(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length > limit) {
            throw ProblemException.bodyTooLarge(limit);
        }
        try {
            InputStream in = request.getInputStream();
            return new RequestBytes(length >= 0 ? readSized(in, (int) length) : readChunked(in));
        } catch (IOException e) {
            // The client went away or broke the protocol: its fault, and nothing for the log.
            throw ProblemException.malformed("The body ended before it was complete");
        }
    }

    private static byte[] readSized(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = in.readNBytes(bytes, 0, length);
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }

    private byte[] readChunked(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (bytes.length == limit && in.read() >= 0) {
            throw ProblemException.bodyTooLarge(limit);
        }
        return bytes;
    }
}
