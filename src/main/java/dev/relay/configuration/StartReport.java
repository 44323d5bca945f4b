package dev.relay.configuration;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the server what runs, on which database, and where to look. */
@Component
class StartReport {

    private static final Logger log = LoggerFactory.getLogger("Relay");

    private final DataSource database;
    private final ObjectProvider<BuildProperties> build;

    StartReport(DataSource database, ObjectProvider<BuildProperties> build) {
        this.database = database;
        this.build = build;
    }

    @EventListener
    void on(ApplicationReadyEvent event) throws SQLException {
        BuildProperties known = build.getIfAvailable();
        String version = known == null ? "(no release)" : known.getVersion();
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData metadata = connection.getMetaData();
            log.info("Relay {} keeps its jobs in PostgreSQL {} at {}", version, metadata.getDatabaseProductVersion(),
                    withoutParameters(metadata.getURL()));
        }
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            log.info("Relay {} serves on http://localhost:{} (Swagger UI: /swagger-ui.html, health: /actuator/health)",
                    version, web.getWebServer().getPort());
        }
    }

    /** The parameters may hold a password. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
    }
}
