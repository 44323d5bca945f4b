package dev.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ActionHook;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/**
 * The connection of a request that is being answered, to ask whether the client is still there. Servlets cannot tell before
 * they write, but Tomcat's socket can: reading without waiting finds the end of the stream. What it reads instead, a next
 * request sent ahead, stays in Tomcat's own buffer.
 */
public final class ClientConnection {

    private static final VarHandle REQUEST = field(RequestFacade.class, "request", Request.class);
    private static final VarHandle HOOK = field(org.apache.coyote.Request.class, "hook", ActionHook.class);
    private static final VarHandle SOCKET = field(AbstractProcessor.class, "socketWrapper", SocketWrapperBase.class);

    private final @Nullable SocketWrapperBase<?> socket;

    private ClientConnection(@Nullable SocketWrapperBase<?> socket) {
        this.socket = socket;
    }

    /** Returns the connection that a request came by. */
    public static ClientConnection of(HttpServletRequest request) {
        RequestFacade facade = WebUtils.getNativeRequest(request, RequestFacade.class);
        if (facade == null) {
            return new ClientConnection(null);
        }
        org.apache.coyote.Request coyote = ((Request) REQUEST.get(facade)).getCoyoteRequest();
        return new ClientConnection(
                HOOK.getVolatile(coyote) instanceof AbstractProcessor processor
                        ? (SocketWrapperBase<?>) SOCKET.getVolatile(processor)
                        : null);
    }

    /** Returns whether the client has hung up; only the thread that answers the request may ask. */
    public boolean isGone() {
        if (socket == null) {
            return false;
        }
        try {
            socket.isReadyForRead();
            return socket.isClosed();
        } catch (IOException e) {
            return true;
        }
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
