package dev.relay.job;

import java.time.Instant;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.jspecify.annotations.Nullable;

/** The statements that tell why a job is not running; each reads a bounded number of index entries. */
interface JobStandingRepository extends Repository<JobEntity, JobKey> {

    /** Where a count of the jobs in front stops, less the one that shows that there are more. */
    long MOST_AHEAD = 10_000;

    @NativeQuery(value = """
            select state, rank, run_at, seq, cast(extract(epoch from run_at - now()) as double precision) as seconds_to_go,
                   permit_key, run_id, claimed_at, lease_expires_at, cancel_requested
            from job
            where queue = :queue and id = :id
            """, sqlResultSetMapping = "Standing")
    @Nullable
    Standing find(String queue, String id);

    // From the job towards the head of the line, and with the bound in the text, for the reasons that QueueTallyRepository gives.
    @NativeQuery("""
            select count(*)
            from (select 1 from job
                  where queue = :queue and state = 'READY'
                    and (rank, run_at, seq) < (:rank, cast(:runAt as timestamptz), :seq)
                  order by rank desc, run_at desc, seq desc
                  limit 10001) a
            """)
    long countAhead(String queue, int rank, Instant runAt, long seq);

    // As a claim of the queue counts them: what began before the queue had a limit counts from the next claim on.
    @NativeQuery("""
            select count(*)
            from (select 1 from job
                  where queue = :queue and state = 'RUNNING' and permit_key is not null
                  limit :atMost) r
            """)
    long countPermits(String queue, int atMost);

    @NativeQuery("""
            select count(*)
            from (select 1 from job
                  where queue = :queue and state = 'RUNNING' and permit_key = :permitKey
                  limit :atMost) r
            """)
    long countPermitsOfKey(String queue, String permitKey, int atMost);

    @NativeQuery("""
            select count(*) from (select 1 from job where state = 'RUNNING' order by lease_expires_at limit :atMost) r
            """)
    long countRunning(int atMost);
}
