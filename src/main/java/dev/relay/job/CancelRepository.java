package dev.relay.job;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/**
 * Statements that cancel. Which job runs and which waits is only known once the row is locked, so a cancel is a transaction: it
 * chooses and locks rows, then moves some and marks the others.
 */
interface CancelRepository extends Repository<JobEntity, JobKey> {

    @NativeQuery("select now()")
    Instant now();

    @NativeQuery(value = """
            select id, state = 'RUNNING' as running, cancel_requested, awaited
            from job
            where queue = :queue and id = :id
            for update
            """, sqlResultSetMapping = "Chosen")
    List<Chosen> chooseById(String queue, String id);

    @NativeQuery(value = """
            select id, state = 'RUNNING' as running, cancel_requested, awaited
            from job
            where queue = :queue and unique_key = :uniqueKey
            for update
            """, sqlResultSetMapping = "Chosen")
    List<Chosen> chooseByUniqueKey(String queue, String uniqueKey);

    // Those that were asked already are left out, or the same would be chosen again and again.
    @NativeQuery(value = """
            select id, state = 'RUNNING' as running, cancel_requested, awaited
            from job
            where queue = :queue and fingerprint = :fingerprint and created_at <= cast(:begin as timestamptz)
              and (:force or not cancel_requested)
            limit :limit
            for update
            """, sqlResultSetMapping = "Chosen")
    List<Chosen> chooseByFingerprint(String queue, String fingerprint, Instant begin, boolean force, int limit);

    // The empty permit key is the mark of a run, and no key.
    @NativeQuery("""
            with gone as (
                delete from job
                where queue = :queue and id = any(cast(:ids as text[]))
                returning queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at, unique_key,
                          fingerprint, permit_key, backoff, attempts, failures, lapses, reschedules)
            insert into dead_job (queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at,
                                  unique_key, fingerprint, permit_key, backoff, attempts, failures, lapses, reschedules,
                                  error_type, died_at, reason)
            select queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at, unique_key,
                   fingerprint, nullif(permit_key, ''), backoff, attempts, failures, lapses, reschedules,
                   attempts #>> '{-1,error,type}', now(), 'CANCELLED'
            from gone
            returning id
            """)
    List<String> deadLetter(String queue, String[] ids);

    @NativeQuery("""
            update job set cancel_requested = true where queue = :queue and id = any(cast(:ids as text[])) returning id
            """)
    List<String> request(String queue, String[] ids);
}
