package dev.relay.testing;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The tables behind a server, as a test fills and reads them. */
public final class JobTable {

    private final JdbcClient sql;

    public JobTable(DatabaseConnection database) {
        sql = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.username(), database.password()));
    }

    public void insert(JobRow row) {
        sql.sql("""
                insert into job (queue, id, state, timeout, max_retries, retries_remaining, rank, payload, progress,
                                 run_at, created_at, updated_at, claimed_at, lease_expires_at, run_id)
                select :queue, case when :times = 1 then :id else :id || '-' || n end, :state, :timeout,
                       cast(:retries as smallint), cast(:remaining as smallint), :rank, cast(:payload as json),
                       cast(:progress as json), now() + make_interval(secs => :runAt), now(), now(),
                       case when :state = 'RUNNING' then now() end,
                       case when :state = 'RUNNING' then now() + make_interval(secs => :lease) end,
                       case when :state = 'RUNNING' then cast(:runId as uuid) end
                from generate_series(1, :times) as n
                """).param("queue", row.queue).param("times", row.times).param("id", row.id)
                .param("state", row.state).param("timeout", row.timeout).param("retries", row.retries)
                .param("remaining", row.retriesRemaining).param("rank", -row.priority).param("payload", row.payload)
                .param("progress", row.progress).param("runAt", row.runAt.toMillis() / 1000.0)
                .param("lease", row.leaseExpiresAt.toMillis() / 1000.0).param("runId", row.runId.toString())
                .update();
    }

    public void insert(LetterRow row) {
        sql.sql("""
                insert into dead_job (queue, id, reason, died_at, run_at, created_at, timeout, rank, max_retries, payload,
                                      progress, unique_key, fingerprint, permit_key, error_type, attempts, failures,
                                      lapses, reschedules)
                select :queue, case when :times = 1 then :id else :id || '-' || n end, :reason,
                       now() - make_interval(secs => :age), now() - make_interval(secs => :age),
                       now() - make_interval(secs => :age), 60, :rank, cast(:retries as smallint),
                       cast(:payload as json), cast(:progress as json), :uniqueKey, :fingerprint, :permitKey,
                       :errorType, cast(:attempts as jsonb), :failures, :lapses, :reschedules
                from generate_series(1, :times) as n
                """)
                .param("queue", row.queue).param("times", row.times).param("id", row.id)
                .param("reason", row.reason).param("age", row.diedAgo.toMillis() / 1000.0).param("rank", -row.priority)
                .param("retries", row.maxRetries).param("payload", row.payload).param("progress", row.progress)
                .param("uniqueKey", row.uniqueKey).param("fingerprint", row.fingerprint)
                .param("permitKey", row.permitKey).param("errorType", row.errorType).param("attempts", row.attempts)
                .param("failures", row.failures).param("lapses", row.lapses).param("reschedules", row.reschedules)
                .update();
    }

    /** Counts what {@code from} selects, such as {@code "job where state = 'READY'"}. */
    public int count(String from) {
        return sql.sql("select count(*) from " + from).query(Integer.class).single();
    }

    public Map<String, Object> row(String query) {
        return sql.sql(query).query().singleRow();
    }

    public List<Map<String, Object>> rows(String query) {
        return sql.sql(query).query().listOfRows();
    }

    public void execute(String statement) {
        sql.sql(statement).update();
    }
}
