package dev.relay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class StoreTest {

    @Test
    void answersWhatTheStatementAnswers() {
        assertThat(Store.run(() -> "rows")).isEqualTo("rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void repeatsAStatementThatLostARace(String state) {
        AtomicInteger attempts = new AtomicInteger();

        String answer = Store.run(() -> {
            if (attempts.incrementAndGet() < 5) {
                throw failure(state);
            }
            return "rows";
        });

        assertThat(answer).isEqualTo("rows");
        assertThat(attempts).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void callsARaceThatIsLostFiveTimesUnavailable(String state) {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> Store.run(() -> {
            attempts.incrementAndGet();
            throw failure(state);
        })).isInstanceOf(StoreUnavailableException.class);
        assertThat(attempts).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "25006", "53100", "53300", "55P03", "57014", "57P01", "57P03", "58030"})
    void callsWhatMayPassUnavailableAtTheFirstAttempt(String state) {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> Store.run(() -> {
            attempts.incrementAndGet();
            throw failure(state);
        })).isInstanceOf(StoreUnavailableException.class).hasMessage("The store is unreachable or overloaded");
        assertThat(attempts).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P02", "23514", "54000"})
    void callsWhatTheDataIsToBlameForRefused(String state) {
        assertThatThrownBy(() -> Store.run(() -> {
            throw failure(state);
        })).isInstanceOf(StoreRefusedException.class).hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void saysWhichDataIsTooLong() {
        assertThatThrownBy(() -> Store.run(() -> {
            throw failure("54000");
        })).hasMessageContaining("queue and id together are too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "42P01", "XX000", "0A000"})
    void passesThroughWhatIsADefectOfOurs(String state) {
        RuntimeException defect = failure(state);

        assertThatThrownBy(() -> Store.run(() -> {
            throw defect;
        })).isSameAs(defect);
    }

    @Test
    void passesThroughWhatIsNotOfTheStore() {
        RuntimeException defect = new IllegalStateException();

        assertThatThrownBy(() -> Store.run(() -> {
            throw defect;
        })).isSameAs(defect);
    }

    @Test
    void callsAPoolWithoutAFreeConnectionUnavailable() {
        assertThatThrownBy(() -> Store.run(() -> {
            throw wrapped(new SQLTransientConnectionException("request timed out"));
        })).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void callsAConnectionThatBrokeWithinATransactionUnavailable() {
        assertThatThrownBy(() -> Store.run(() -> {
            throw wrapped(new SQLException("Connection is closed"));
        })).isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42501"})
    void callsAPoolThatCannotConnectUnavailableWhateverTheReason(String state) {
        assertThatThrownBy(() -> Store.run(() -> {
            throw wrapped(new SQLTransientConnectionException("request timed out", state));
        })).isInstanceOf(StoreUnavailableException.class);
    }

    private static RuntimeException failure(String state) {
        return wrapped(new SQLException("of the store", state));
    }

    private static RuntimeException wrapped(SQLException cause) {
        return new DataAccessResourceFailureException("of Spring", cause);
    }
}
