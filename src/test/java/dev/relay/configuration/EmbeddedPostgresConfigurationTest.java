package dev.relay.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedPostgresConfigurationTest {

    @TempDir
    private Path directory;

    @Test
    void connectsTheServerToAPostgresOfItsOwnAndSaysHowToUseAnother(CapturedOutput output) throws SQLException {
        try (var server = start(); Connection connection = server.getBean(DataSource.class).getConnection()) {
            assertThat(connection.getCatalog()).isEqualTo("relay");
            assertThat(server.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(20);
            assertThat(output).containsPattern("Embedded PostgreSQL 18\\.\\d+ runs on 127\\.0\\.0\\.1:\\d+, data in "
                    + directory + "/data, log in " + directory
                    + "/postgresql\\.log\\. Set DATABASE_URL to use your own server\\.");
        }
    }

    @Test
    void keepsPostgresUntilTheLastBeanIsDestroyed() {
        LastWords lastWords;
        try (var server = start()) {
            lastWords = server.getBean(LastWords.class);
        }
        assertThat(lastWords.heard).isTrue();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void staysAwayWhenADatabaseIsConfigured() {
        try (var server = start("--DATABASE_URL=postgres://relay:secret@127.0.0.1:1/jobs",
                "--DATABASE_MAX_CONNECTIONS=7")) {
            assertThat(server.getBeansOfType(EmbeddedPostgres.class)).isEmpty();
            assertThat(server.getBean(HikariDataSource.class).getJdbcUrl())
                    .isEqualTo("jdbc:postgresql://127.0.0.1:1/jobs");
            assertThat(server.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(7);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void explainsABadDatabaseUrlInsteadOfPrintingAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> start("--DATABASE_URL=mysql://relay:secret@db/jobs"));

        assertThat(output).contains("APPLICATION FAILED TO START", "DATABASE_URL must look like")
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void explainsThatTheDirectoryIsInUseInsteadOfPrintingAStackTrace(CapturedOutput output) {
        try (EmbeddedPostgres other = EmbeddedPostgres.start(directory)) {
            assertThatThrownBy(this::start);

            assertThat(other.version()).isNotEmpty();
            assertThat(output).contains("APPLICATION FAILED TO START",
                    "Another server is running on the embedded PostgreSQL in " + directory + ".")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void explainsADirectoryThatCannotBeUsed(CapturedOutput output) throws Exception {
        Files.delete(directory);
        Files.writeString(directory, "a file");
        assertThatThrownBy(this::start);

        assertThat(output).contains("APPLICATION FAILED TO START", "The embedded PostgreSQL cannot use " + directory)
                .doesNotContain("\tat ");
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Server.class).web(WebApplicationType.NONE)
                .run(Stream.concat(Stream.of("--relay.embedded-postgres.directory=" + directory), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @Import(EmbeddedPostgresConfiguration.class)
    static class Server {

        @Bean
        LastWords lastWords(DataSource pool) {
            return new LastWords(pool);
        }
    }

    /** Speaks to the database while the server shuts down. */
    static final class LastWords implements DisposableBean {

        private final DataSource pool;
        private boolean heard;

        private LastWords(DataSource pool) {
            this.pool = pool;
        }

        @Override
        public void destroy() {
            try (Connection connection = pool.getConnection()) {
                heard = connection.isValid(1);
            } catch (SQLException e) {
                heard = false;
            }
        }
    }
}
