package dev.relay.job;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements that end runs without completing their jobs, and the one that completes them into the archive. */
interface RunRepository extends Repository<JobEntity, JobKey> {

    // Without locks: rows of several queues cannot be locked on a PostgreSQL distributed by queue. What decides on a job's
    // future does not change while the run holds it, but for cancel_requested, and the writes name the run.
    @NativeQuery(value = """
            select j.queue, j.id, j.run_id, j.claimed_at, now() as now, j.failures, j.lapses, j.reschedules,
                   j.retries_remaining, j.cancel_requested, cast(j.backoff as text) as backoff
            from unnest(cast(:queues as text[]), cast(:ids as text[]), cast(:runIds as uuid[])) as r(queue, id, run_id)
            join job j on j.queue = r.queue and j.id = r.id and j.run_id = r.run_id
            """, sqlResultSetMapping = "HeldRun")
    List<HeldRun> held(String[] queues, String[] ids, String[] runIds);

    // All ways back in line in one statement: the columns say what each of them costs. A null run_at is the old place in
    // line (seq never changes), null progress what there is, a null attempt none to keep. Of the attempts the last ten are
    // kept. A lapse is no sign of life, so it leaves updated_at.
    @NativeQuery(value = """
            update job j
            set state = case when coalesce(b.run_at, j.run_at) > now() then 'SCHEDULED' else 'READY' end,
                run_at = coalesce(b.run_at, j.run_at),
                progress = coalesce(cast(b.progress as json), j.progress),
                retries_remaining = j.retries_remaining - b.failures - b.lapses,
                failures = j.failures + b.failures,
                lapses = j.lapses + b.lapses,
                reschedules = j.reschedules + b.reschedules,
                attempts = case when b.attempt is null then j.attempts
                                when jsonb_array_length(j.attempts) >= 10 then (j.attempts - 0) || cast(b.attempt as jsonb)
                                else coalesce(j.attempts, '[]') || cast(b.attempt as jsonb) end,
                updated_at = case when b.lapses > 0 then j.updated_at else now() end,
                permit_key = nullif(j.permit_key, ''),
                run_id = null, claimed_at = null, lease_expires_at = null, cancel_requested = false
            from unnest(cast(:queues as text[]), cast(:ids as text[]), cast(:runIds as uuid[]),
                        cast(:runAts as timestamptz[]), cast(:progress as text[]), cast(:attempts as text[]),
                        cast(:failures as integer[]), cast(:lapses as integer[]), cast(:reschedules as integer[]))
                 as b(queue, id, run_id, run_at, progress, attempt, failures, lapses, reschedules)
            where j.queue = b.queue and j.id = b.id and j.run_id = b.run_id
            returning j.queue, j.id, case when j.state = 'READY' then j.run_at end as ready_at
            """, sqlResultSetMapping = "Placed")
    List<Placed> putBack(String[] queues, String[] ids, String[] runIds, @Nullable OffsetDateTime[] runAts,
            @Nullable String[] progress, @Nullable String[] attempts, Integer[] failures, Integer[] lapses,
            Integer[] reschedules);

    // Delete and insert are one statement, so a job is always in exactly one of the two tables. The last select is there
    // because RETURNING of an insert knows the columns of dead_job only, and awaited is none of them.
    // The error's type is left out where it would not fit the index beside the queue's name (some 2700 bytes).
    @NativeQuery(value = """
            with gone as (
                delete from job j
                using unnest(cast(:queues as text[]), cast(:ids as text[]), cast(:runIds as uuid[]),
                             cast(:reasons as text[]), cast(:progress as text[]), cast(:attempts as text[]),
                             cast(:failures as integer[]), cast(:lapses as integer[]), cast(:reschedules as integer[]))
                      as d(queue, id, run_id, reason, progress, attempt, failures, lapses, reschedules)
                where j.queue = d.queue and j.id = d.id and j.run_id = d.run_id
                returning j.queue, j.id, j.run_at, j.created_at, j.timeout, j.rank, j.max_retries, d.reason, j.payload,
                          coalesce(cast(d.progress as json), j.progress) as progress, j.unique_key, j.fingerprint,
                          nullif(j.permit_key, '') as permit_key, j.backoff,
                          case when d.attempt is null then j.attempts
                               when jsonb_array_length(j.attempts) >= 10 then (j.attempts - 0) || cast(d.attempt as jsonb)
                               else coalesce(j.attempts, '[]') || cast(d.attempt as jsonb) end as attempts,
                          j.failures + d.failures as failures, j.lapses + d.lapses as lapses,
                          j.reschedules + d.reschedules as reschedules, j.awaited),
            dead as (
                insert into dead_job (queue, id, died_at, run_at, created_at, timeout, rank, max_retries, reason, payload,
                                      progress, unique_key, fingerprint, permit_key, backoff, attempts, failures, lapses,
                                      reschedules, error_type)
                select queue, id, now(), run_at, created_at, timeout, rank, max_retries, reason, payload, progress,
                       unique_key, fingerprint, permit_key, backoff, attempts, failures, lapses, reschedules,
                       case when octet_length(queue) <= 2300
                            then jsonb_path_query_array(attempts, '$[*].error.type') ->> -1 end
                from gone)
            select queue, id, awaited from gone
            """, sqlResultSetMapping = "DeadLettered")
    List<DeadLettered> deadLetter(String[] queues, String[] ids, String[] runIds, String[] reasons,
            @Nullable String[] progress, @Nullable String[] attempts, Integer[] failures, Integer[] lapses,
            Integer[] reschedules);

    // As JobRepository.remove; what a run held is kept.
    @NativeQuery(value = """
            with gone as (
                delete from job j
                using unnest(cast(:queues as text[]), cast(:ids as text[]), cast(:runIds as uuid[]),
                             cast(:results as text[])) with ordinality as c(queue, id, run_id, result, n)
                where j.queue = c.queue and j.id = c.id
                  and (c.run_id is null or j.run_id = c.run_id)
                returning c.n, c.result, j.queue, j.id, j.created_at, j.run_at, j.claimed_at, j.rank, j.failures, j.lapses,
                          j.reschedules, j.unique_key, j.fingerprint, j.payload, j.progress, j.awaited),
            kept as (
                insert into archived_job (queue, id, completed_at, created_at, run_at, claimed_at, rank, failures, lapses,
                                          reschedules, unique_key, fingerprint, payload, progress, result)
                select queue, id, now(), created_at, run_at, claimed_at, rank, failures, lapses, reschedules, unique_key,
                       fingerprint, payload, progress, cast(result as json)
                from gone
                where claimed_at is not null)
            select n, cast(extract(epoch from now() - claimed_at) as double precision) as run_seconds, awaited from gone
            """, sqlResultSetMapping = "Removed")
    List<Removed> removeIntoArchive(String[] queues, String[] ids, @Nullable String[] runIds,
            @Nullable String[] results);

    // A requeue that puts the same job back has deleted its row, and with it that somebody waits for its end.
    @NativeQuery("update job set awaited = true where queue = :queue and id = :id returning id")
    List<String> markAwaited(String queue, String id);
}
