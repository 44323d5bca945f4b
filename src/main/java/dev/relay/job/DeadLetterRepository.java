package dev.relay.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements about dead letters that are known by their numbers, and about those that have been kept for long enough. */
interface DeadLetterRepository extends Repository<DeadLetterEntity, DeadLetterKey> {

    Optional<DeadLetterEntity> findByQueueAndDeadSeq(String queue, long deadSeq);

    @NativeQuery("""
            select * from dead_job where queue = :queue and dead_seq = any(cast(:seqs as bigint[])) order by dead_seq desc
            """)
    List<DeadLetterEntity> read(String queue, Long[] seqs);

    @NativeQuery("""
            delete from dead_job where queue = :queue and dead_seq = any(cast(:seqs as bigint[])) returning dead_seq
            """)
    List<Long> delete(String queue, Long[] seqs);

    // Delete and insert are one statement, so a job is always in exactly one of the two tables. There is no "on conflict do
    // nothing": what it skipped would be in neither. An enqueue of the same id that commits while this runs breaks it off
    // instead, and the next attempt sees that job. Of one id or unique key only one letter may be given.
    // Whether a live job is in the way is asked by scalar subqueries, which stay what they are: a "not exists" becomes an anti
    // join, for which a generic plan reads all unique keys of the queue (merge) or all of its jobs (hash).
    // Sorted, so that those of the same instant stand in line as they died.
    @NativeQuery(value = """
            with gone as (
                delete from dead_job d
                using unnest(cast(:seqs as bigint[]), cast(:delays as double precision[])) as r(dead_seq, delay)
                where d.queue = :queue and d.dead_seq = r.dead_seq
                  and (select 1 from job j where j.queue = :queue and j.id = d.id limit 1) is null
                  and (select 1 from job j where j.queue = :queue and j.unique_key = d.unique_key limit 1) is null
                returning d.*, (greatest(now(), cast(:from as timestamptz)) at time zone 'UTC'
                                + make_interval(secs => r.delay)) at time zone 'UTC' as due_at)
            insert into job (queue, id, timeout, max_retries, retries_remaining, rank, payload, progress, run_at, state,
                             created_at, updated_at, unique_key, fingerprint, permit_key, backoff, attempts)
            select queue, id, timeout, max_retries, max_retries, rank, coalesce(cast(:payload as json), payload), progress,
                   due_at, case when due_at > now() then 'SCHEDULED' else 'READY' end, created_at, now(), unique_key,
                   fingerprint, nullif(permit_key, ''), backoff, attempts
            from gone
            order by dead_seq
            returning state = 'READY' as ready, run_at
            """, sqlResultSetMapping = "RetriedJob")
    List<RetriedJob> retry(String queue, Long[] seqs, Double[] delays, Instant from, @Nullable String payload);

    // Called again and again it walks the queues by the oldest letter of each: select distinct would read every letter.
    @NativeQuery(value = """
            select queue, cast(extract(epoch from now() - died_at) as double precision) as age
            from dead_job
            where queue > :queue
            order by queue, dead_seq
            limit 1
            """, sqlResultSetMapping = "OldestOfQueue")
    @Nullable
    OldestOfQueue oldestOfQueueAfter(String queue);

    // Letters are numbered as they die, so the oldest have the smallest numbers, and no index by time is needed. Beginning
    // behind those that the last batch deleted keeps batches from walking over their index entries, which stay until a vacuum.
    @NativeQuery("""
            delete from dead_job
            where queue = :queue
              and dead_seq = any(array(
                  select dead_seq
                  from (select dead_seq, died_at
                        from dead_job
                        where queue = :queue and dead_seq > :after
                        order by dead_seq
                        limit :limit) oldest
                  where died_at <= (now() at time zone 'UTC' - make_interval(secs => :retention)) at time zone 'UTC'))
            returning dead_seq
            """)
    List<Long> purge(String queue, long after, double retention, int limit);

    @NativeQuery("select count(*) from (select 1 from dead_job where queue = :queue limit :limit) as letters")
    long count(String queue, int limit);

    @NativeQuery("select count(*) from (select 1 from dead_job where queue > :queue order by queue limit :limit) as letters")
    long countAfter(String queue, int limit);
}
