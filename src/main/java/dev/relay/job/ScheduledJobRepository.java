package dev.relay.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements that make SCHEDULED jobs READY once they are due. */
interface ScheduledJobRepository extends Repository<JobEntity, JobKey> {

    // Reads the index's due end only, so jobs of the far future cost nothing, however many.
    @NativeQuery("""
            select distinct queue from job where state = 'SCHEDULED' and run_at <= now() limit :limit
            """)
    List<String> queuesWithDueJobs(int limit);

    // One queue at a time because a distributed PostgreSQL locks rows of one queue only; skip locked so that any number
    // of replicas share the work.
    @NativeQuery("""
            update job
            set state = 'READY'
            where queue = :queue
              and ctid = any(array(
                  select ctid
                  from job
                  where queue = :queue and state = 'SCHEDULED' and run_at <= now()
                  order by run_at
                  limit :limit
                  for update skip locked))
            returning id
            """)
    List<String> promote(String queue, int limit);

    // Seconds, by the database's clock; null when nothing is scheduled.
    @NativeQuery("""
            select cast(extract(epoch from min(run_at) - now()) as double precision) from job where state = 'SCHEDULED'
            """)
    @Nullable
    Double secondsUntilNextDue();
}
