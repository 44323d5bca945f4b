package dev.relay.job;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements behind the list of queues and what each of them holds. */
interface QueueTallyRepository extends Repository<JobEntity, JobKey> {

    /** Where a count of jobs stops: as far as the bound of the statements goes, less the one that shows that there are more. */
    long MOST = 10_000;

    // Called again and again it walks the queues by the head of each (a loose index scan): select distinct would read every
    // job. The row with the empty name is that of all queues together, and never after anything.
    @NativeQuery("""
            select queue
            from ((select queue from job where queue > :queue order by queue limit 1)
                  union all
                  (select queue from queue_setting where queue > :queue order by queue limit 1)) q
            order by queue
            limit 1
            """)
    @Nullable
    String queueAfter(String queue);

    // Bounded by its shape: each part reads 10,001 entries of an index in its order, and the bound is a number in the text,
    // not a parameter: for a parameter the planner assumes a tenth of the table, for which it would rather read and sort all.
    // Backwards, because the heads of these indexes are where claims and promotions leave dead entries behind.
    // Scheduled and running jobs are looked for among those of all queues: their indexes lead with the instant, since that is
    // what the promoter and the reaper need, and one more index for a number on a page would cost every claim a write.
    // One statement, so that all of it is of one moment and what is left over can be told by subtraction (see QueueTally).
    @NativeQuery(value = """
            select (select count(*)
                    from (select 1 from job where queue = :queue order by id desc limit 10001) l) as live,
                   (select count(*)
                    from (select 1 from job where queue = :queue and state = 'READY'
                          order by rank desc, run_at desc, seq desc limit 10001) r) as ready,
                   s.of_queue as scheduled, s.of_all as scheduled_of_all, r.of_queue as running, r.of_all as running_of_all,
                   (select count(*)
                    from (select 1 from dead_job where queue = :queue order by dead_seq desc limit 10001) d) as dead_letters
            from (select count(*) as of_all, count(*) filter (where queue = :queue) as of_queue
                  from (select queue from job where state = 'SCHEDULED' order by run_at desc limit 10001) i) s,
                 (select count(*) as of_all, count(*) filter (where queue = :queue) as of_queue
                  from (select queue from job where state = 'RUNNING' order by lease_expires_at desc limit 10001) i) r
            """, sqlResultSetMapping = "CountedQueue")
    CountedQueue count(String queue);
}
