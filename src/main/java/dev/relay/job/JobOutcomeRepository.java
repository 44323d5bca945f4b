package dev.relay.job;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements for those who wait for the end of a job. */
interface JobOutcomeRepository extends Repository<JobEntity, JobKey> {

    // Whoever ends a job that is marked tells of it: the many that nobody waits for cost nothing.
    @NativeQuery(value = """
            update job j
            set awaited = true
            from unnest(cast(:queues as text[]), cast(:ids as text[])) as w(queue, id)
            where j.queue = w.queue and j.id = w.id and not j.awaited
            returning j.queue, j.id, j.created_at, j.awaited, j.state = 'READY' as ready, j.rank, j.run_at, j.seq
            """, sqlResultSetMapping = "LiveJob")
    List<LiveJob> mark(String[] queues, String[] ids);

    @NativeQuery(value = """
            select j.queue, j.id, j.created_at, j.awaited, j.state = 'READY' as ready, j.rank, j.run_at, j.seq
            from unnest(cast(:queues as text[]), cast(:ids as text[])) as w(queue, id)
            join job j on j.queue = w.queue and j.id = w.id
            """, sqlResultSetMapping = "LiveJob")
    List<LiveJob> live(String[] queues, String[] ids);

    // One statement sees one state: a job that ends meanwhile is found before or after, not in between. The three know
    // nothing of each other, and of a key that was used again the newest of each is of interest.
    @NativeQuery(value = """
            (select cast(null as text) as ending, created_at, cast(null as timestamptz) as ended_at,
                    cast(null as text) as result, cast(null as text) as error
             from job
             where queue = :queue and id = :id)
            union all
            (select 'COMPLETED', created_at, completed_at, cast(result as text), null
             from archived_job
             where queue = :queue and id = :id
             order by completed_at desc
             limit 1)
            union all
            (select reason, created_at, died_at, null, cast(attempts -> -1 -> 'error' as text)
             from dead_job
             where queue = :queue and id = :id
             order by dead_seq desc
             limit 1)
            """, sqlResultSetMapping = "Trace")
    List<Trace> trace(String queue, String id);
}
