package dev.relay.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # DATABASE_URL                                    | spring.datasource.url                                  | username   | password
            postgres://relay:secret@db:5433/jobs              | jdbc:postgresql://db:5433/jobs                         | relay      | secret
            postgresql://relay:secret@db/jobs                 | jdbc:postgresql://db/jobs                              | relay      | secret
            postgres://relay@db/jobs                          | jdbc:postgresql://db/jobs                              | relay      |
            postgres://relay:@db/jobs                         | jdbc:postgresql://db/jobs                              | relay      |
            postgres://db/jobs                                | jdbc:postgresql://db/jobs                              |            |
            postgres://relay@db                               | jdbc:postgresql://db/                                  | relay      |
            postgres:///jobs                                  | jdbc:postgresql://localhost/jobs                       |            |
            postgres://relay:secret@my_db.internal/jobs       | jdbc:postgresql://my_db.internal/jobs                  | relay      | secret
            postgres://relay:secret@[::1]:5433/jobs           | jdbc:postgresql://[::1]:5433/jobs                      | relay      | secret
            postgres://relay:secret@[2001:db8::7]/jobs        | jdbc:postgresql://[2001:db8::7]/jobs                   | relay      | secret
            postgres://relay:secret@a:5432,b:5433/jobs        | jdbc:postgresql://a:5432,b:5433/jobs                   | relay      | secret
            postgres://re%40lay:s%2Fe%3Fc%23r%25et@db/jobs    | jdbc:postgresql://db/jobs                              | re@lay     | s/e?c#r%et
            postgres://relay:a+b@db/jobs                      | jdbc:postgresql://db/jobs                              | relay      | a+b
            postgres://relay:p@ss:w@db/jobs                   | jdbc:postgresql://db/jobs                              | relay      | p@ss:w
            postgres://relay@db/my%20jobs                     | jdbc:postgresql://db/my+jobs                           | relay      |
            postgres://relay@db/jobs?sslmode=require          | jdbc:postgresql://db/jobs?sslmode=require              | relay      |
            postgres://relay@db?sslmode=disable               | jdbc:postgresql://db/?sslmode=disable                  | relay      |
            postgres://relay@db/jobs?ssl-mode=prefer&options=-c%20geqo%3Doff | jdbc:postgresql://db/jobs?options=-c+geqo%3Doff&sslmode=prefer | relay |
            postgres://relay@db/jobs?application_name=mine    | jdbc:postgresql://db/jobs?ApplicationName=mine         | relay      |
            postgres://db/jobs?user=relay&password=secret     | jdbc:postgresql://db/jobs                              | relay      | secret
            """)
    void saysTheSameToTheDriver(String url, String jdbcUrl, String username, String password) {
        assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl(jdbcUrl, username, password));
        assertThat(Driver.parseURL(jdbcUrl, new Properties())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://relay:secret@db/jobs", "jdbc:postgresql://relay:secret@db/jobs",
            "relay:secret@db/jobs", "postgres:relay:secret@db", "postgres://relay:secret@db:0/jobs",
            "postgres://relay:secret@db:65536/jobs", "postgres://relay:secret@db:port/jobs",
            "postgres://relay:secret@::1/jobs", "postgres://relay:secret@[::1/jobs",
            "postgres://relay:secret@%2Fvar%2Frun/jobs", "postgres://relay:sec%ret%secret@db/jobs",
            "postgres://relay:secret@db/jobs?sslmode", "postgres://relay:secret/@db/jobs",
            "postgres://relay:secret#@db/jobs"})
    void refusesWithOneSentenceThatDoesNotShowThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url)).isInstanceOf(InvalidDatabaseSettingException.class)
                .hasMessageStartingWith("DATABASE_URL must look like").message().doesNotContain("secret", "\n");
    }

    @Test
    void doesNotShowThePasswordInLogs() {
        assertThat(DatabaseUrl.parse("postgres://relay:secret@db/jobs")).asString().doesNotContain("secret");
    }
}
