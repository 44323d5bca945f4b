package dev.relay.configuration;

import dev.relay.api.RequestThreads;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets through what the wire contract allows and Tomcat by default does not. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(RequestThreads threads) {
        return factory -> {
            factory.addConnectorCustomizers(TomcatConfiguration::acceptAnyKey);
            factory.addProtocolHandlerCustomizers(protocol -> protocol.setExecutor(threads));
            factory.addContextCustomizers(context -> {
                StandardHost host = (StandardHost) context.getParent();
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            });
        };
    }

    private static void acceptAnyKey(Connector connector) {
        // A queue or an id may hold a slash. Spring matches and decodes the path as it came, so Tomcat need not.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        // What each of thousands of waiting connections holds; larger bodies are read and written around these buffers.
        connector.setProperty("socket.appReadBufSize", "4096");
        connector.setProperty("socket.appWriteBufSize", "4096");
        // Of connections that are gone Tomcat keeps as many channels as fit a share of the heap, and each keeps the buffers
        // and the request of the last processor that it met, some 100 KB: a crowd that has left would stay in memory.
        connector.setProperty("socket.bufferPool", "500");
        // A body is JSON under whatever type it is sent (curl's default is a form): never take parameters from it.
        connector.setParseBodyMethods("");
    }
}
