package dev.relay.configuration;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the embedded PostgreSQL lives when no database is configured.
 *
 * @param directory keeps its programs, data, password and log; relative to the working directory
 */
@Validated
@ConfigurationProperties("relay.embedded-postgres")
record EmbeddedPostgresSettings(@NotNull @DefaultValue("./data/postgresql") Path directory) {}
