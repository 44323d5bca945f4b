package dev.relay.job;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements that find jobs whose lease has lapsed. */
interface LapsedJobRepository extends Repository<JobEntity, JobKey> {

    @NativeQuery("""
            select distinct queue from job where state = 'RUNNING' and lease_expires_at <= now() limit :limit
            """)
    List<String> queuesWithLapsedJobs(int limit);

    // Locked until the transaction has written what becomes of them; skip locked so that any number of replicas share the
    // work, one queue at a time because a distributed PostgreSQL locks rows of one queue only.
    @NativeQuery(value = """
            select queue, id, run_id, claimed_at, now() as now, failures, lapses, reschedules, retries_remaining,
                   cancel_requested, cast(backoff as text) as backoff
            from job
            where queue = :queue and state = 'RUNNING' and lease_expires_at <= now()
            order by lease_expires_at
            limit :limit offset :offset
            for update skip locked
            """, sqlResultSetMapping = "HeldRun")
    List<HeldRun> lockLapsed(String queue, int limit, int offset);
}
