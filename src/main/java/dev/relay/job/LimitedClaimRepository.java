package dev.relay.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/**
 * The statements of a claim that needs permits or tokens. They run in one short transaction, which begins by locking the
 * queue's row of settings: until its commit nobody else claims from the queue, so that what was counted stays true. Each
 * statement sees what was committed before it began (read committed), and so all that the last holder of the lock did.
 */
interface LimitedClaimRepository extends Repository<JobEntity, JobKey> {

    // A replica that is stopped within the transaction (a debugger, a machine that sleeps) would hold up the others: PostgreSQL
    // ends it.
    @NativeQuery("select set_config('idle_in_transaction_session_timeout', '5s', true)")
    String endIfThisReplicaStalls();

    // A locked row is returned as it is after the wait, whatever the statement's snapshot: the version is the current one.
    @NativeQuery("select cast(updated_at as text) from queue_setting where queue = :queue for update")
    List<String> lock(String queue);

    // Before the queue's, always: two claims that lock both must not wait for each other.
    @NativeQuery("select max_running from queue_setting where queue = '' for update")
    List<@Nullable Integer> lockTotal();

    @NativeQuery("""
            select count(*)
            from (select 1 from job where state = 'RUNNING' order by lease_expires_at limit :atMost) r
            """)
    long countRunning(int atMost);

    // By clock_timestamp, because now() is when the transaction began, before it waited for the lock.
    @NativeQuery(value = """
            select paused, max_running, max_running_per_key, rate_limit, rate_period_ms,
                   least(rate_limit, rate_tokens + greatest(0, elapsed) * 1000 / rate_period_ms * rate_limit) as tokens,
                   at, rate_limit is not null and elapsed < 0 as clock_set_back,
                   case when max_running is null then 0
                        else (select count(*)
                              from (select 1 from job
                                    where job.queue = :queue and job.state = 'RUNNING' and job.permit_key is not null
                                    limit s.max_running) r) end as running
            from (select *, cast(extract(epoch from at - rate_filled_at) as double precision) as elapsed
                  from queue_setting, (select clock_timestamp() as at) c
                  where queue = :queue) s
            """, sqlResultSetMapping = "ClaimLimits")
    List<ClaimLimits> limits(String queue);

    // Walks all that runs in any queue (job_running leads with the instant), which is why it is not done with each claim.
    @NativeQuery("""
            update job set permit_key = ''
            where queue = :queue
              and ctid = any(array(
                  select ctid
                  from job
                  where queue = :queue and state = 'RUNNING' and permit_key is null
                  order by lease_expires_at
                  for update))
            returning id
            """)
    List<String> markRunning(String queue);

    // The plain claim (see JobRepository.claim for its shape), which marks the runs that have no key.
    @NativeQuery("""
            update job
            set state = 'RUNNING',
                run_id = cast(:runIdPrefix || lpad(to_hex(seq & 281474976710655), 12, '0') as uuid),
                claimed_at = now(),
                updated_at = now(),
                lease_expires_at = (now() at time zone 'UTC' + make_interval(secs => timeout)) at time zone 'UTC',
                permit_key = coalesce(permit_key, '')
            where queue = :queue
              and ctid = any(array(
                  select ctid
                  from job
                  where queue = :queue and state = 'READY'
                    and (rank, run_at, seq) >= (:rank, cast(:runAt as timestamptz), :seq)
                  order by rank, run_at, seq
                  limit :limit
                  for update skip locked))
            returning *
            """)
    List<JobEntity> claim(String queue, String runIdPrefix, int rank, Instant runAt, long seq, int limit);

    // Goes from key to key, not from job to job (a loose index scan): one key's backlog of a million costs as much as a single job.
    @NativeQuery(value = """
            with recursive keys(permit_key, n) as (
                (select permit_key, 1
                 from job
                 where queue = :queue and state = 'READY' and permit_key > :after
                 order by permit_key
                 limit 1)
                union all
                select (select permit_key
                        from job
                        where queue = :queue and state = 'READY' and permit_key > k.permit_key
                        order by permit_key
                        limit 1), k.n + 1
                from keys k
                where k.permit_key is not null and k.n < :atMost)
            select permit_key,
                   cast(:perKey as integer)
                   - (select count(*)
                      from (select 1 from job
                            where job.queue = :queue and job.state = 'RUNNING' and job.permit_key = keys.permit_key
                            limit cast(:perKey as integer)) r) as permits_left
            from keys
            where permit_key is not null
            order by permit_key
            """, sqlResultSetMapping = "KeyPermits")
    List<KeyPermits> keysWithReadyJobs(String queue, String after, int atMost, int perKey);

    // The heads of the lines of these keys, and of the jobs without a key among the next of the whole line, merged.
    @NativeQuery("""
            update job
            set state = 'RUNNING',
                run_id = cast(:runIdPrefix || lpad(to_hex(seq & 281474976710655), 12, '0') as uuid),
                claimed_at = now(),
                updated_at = now(),
                lease_expires_at = (now() at time zone 'UTC' + make_interval(secs => timeout)) at time zone 'UTC',
                permit_key = coalesce(permit_key, '')
            where queue = :queue
              and ctid = any(array(
                  select ctid
                  from job
                  where queue = :queue and state = 'READY'
                    and ctid = any(array(
                        select place
                        from ((select place, rank, run_at, seq
                               from (select ctid as place, rank, run_at, seq, permit_key
                                     from job
                                     where queue = :queue and state = 'READY'
                                       and (rank, run_at, seq) >= (:rank, cast(:runAt as timestamptz), :seq)
                                     order by rank, run_at, seq
                                     limit :window) next
                               where coalesce(permit_key, '') = ''
                               order by rank, run_at, seq
                               limit :limit)
                              union all
                              select head.place, head.rank, head.run_at, head.seq
                              from unnest(cast(:keys as text[]), cast(:permits as integer[])) as k(permit_key, permits)
                                   cross join lateral (
                                       select ctid as place, rank, run_at, seq
                                       from job
                                       where job.queue = :queue and job.state = 'READY' and job.permit_key = k.permit_key
                                       order by rank, run_at, seq
                                       limit k.permits) head) candidates
                        order by rank, run_at, seq
                        limit :limit))
                  for update skip locked))
            returning *
            """)
    List<JobEntity> claimByKey(String queue, String runIdPrefix, int rank, Instant runAt, long seq, int window,
            String[] keys, Integer[] permits, int limit);

    @NativeQuery(value = """
            select rank, run_at, seq
            from (select rank, run_at, seq, permit_key
                  from job
                  where queue = :queue and state = 'READY'
                    and (rank, run_at, seq) >= (:rank, cast(:runAt as timestamptz), :seq)
                  order by rank, run_at, seq
                  limit :window) next
            where coalesce(permit_key, '') = ''
            order by rank, run_at, seq
            limit 1
            """, sqlResultSetMapping = "LinePosition")
    List<LinePosition> firstWithoutKey(String queue, int rank, Instant runAt, long seq, int window);

    @NativeQuery(value = """
            select rank, run_at, seq
            from job
            where queue = :queue and state = 'READY'
              and (rank, run_at, seq) >= (:rank, cast(:runAt as timestamptz), :seq)
            order by rank, run_at, seq
            offset :passed limit 1
            """, sqlResultSetMapping = "LinePosition")
    List<LinePosition> positionBehind(String queue, int rank, Instant runAt, long seq, int passed);

    @NativeQuery("""
            update queue_setting set rate_tokens = :tokens, rate_filled_at = cast(:at as timestamptz)
            where queue = :queue
            returning queue
            """)
    List<String> fill(String queue, double tokens, Instant at);

    @NativeQuery(value = """
            select q.queue,
                   (select count(*)
                    from (select 1 from job
                          where job.queue = q.queue and state = 'RUNNING' and permit_key is not null
                          limit :atMost) r) as jobs
            from unnest(cast(:queues as text[])) as q(queue)
            """, sqlResultSetMapping = "QueueCount")
    List<QueueCount> permitsInUse(String[] queues, int atMost);
}
