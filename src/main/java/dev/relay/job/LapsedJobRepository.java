package dev.relay.job;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements that take back jobs whose lease has lapsed. */
interface LapsedJobRepository extends Repository<JobEntity, JobKey> {

    @NativeQuery("""
            select distinct queue from job where state = 'RUNNING' and lease_expires_at <= now() limit :limit
            """)
    List<String> queuesWithLapsedJobs(int limit);

    // run_at and seq stay as they were: the job returns to its old place in line. Null retries are unlimited and stay null.
    @NativeQuery("""
            update job
            set state = 'READY', retries_remaining = retries_remaining - 1,
                run_id = null, claimed_at = null, lease_expires_at = null,
                permit_key = nullif(permit_key, '')
            where queue = :queue
              and ctid = any(array(
                  select ctid
                  from job
                  where queue = :queue and state = 'RUNNING' and lease_expires_at <= now()
                    and (retries_remaining is null or retries_remaining > 0)
                  order by lease_expires_at
                  limit :limit
                  for update skip locked))
            returning id
            """)
    List<String> returnToQueue(String queue, int limit);

    // Delete and insert are one statement, so a job is always in exactly one of the two tables.
    @NativeQuery("""
            with gone as (
                delete from job
                where queue = :queue
                  and ctid = any(array(
                      select ctid
                      from job
                      where queue = :queue and state = 'RUNNING' and lease_expires_at <= now() and retries_remaining = 0
                      order by lease_expires_at
                      limit :limit
                      for update skip locked))
                returning queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at)
            insert into dead_job (queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at,
                                  died_at, reason)
            select queue, id, timeout, rank, max_retries, payload, progress, run_at, created_at, now(), 'RETRIES_SPENT'
            from gone
            returning id
            """)
    List<String> deadLetter(String queue, int limit);
}
