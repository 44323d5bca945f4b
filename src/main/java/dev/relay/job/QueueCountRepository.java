package dev.relay.job;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements behind the gauges: each reads a bounded number of index entries, however long the backlog. */
interface QueueCountRepository extends Repository<JobEntity, JobKey> {

    // Called again and again it walks the queues by the head of each (a loose index scan): select distinct would read every job.
    @NativeQuery("select queue from job where queue > :queue order by queue limit 1")
    @Nullable
    String queueAfter(String queue);

    @NativeQuery(value = """
            select count(*) as jobs, cast(extract(epoch from now() - min(run_at)) as double precision) as oldest_age
            from (select run_at from job where queue = :queue and state = 'READY' order by rank, run_at, seq limit :limit) r
            """, sqlResultSetMapping = "ReadyCount")
    ReadyCount countReady(String queue, int limit);

    @NativeQuery(value = """
            select count(*) as jobs, cast(extract(epoch from now() - min(run_at)) as double precision) as oldest_age
            from (select run_at from job where queue > :queue and state = 'READY' order by queue limit :limit) r
            """, sqlResultSetMapping = "ReadyCount")
    ReadyCount countReadyAfter(String queue, int limit);

    // Over all queues together, because the index leads with the instant: the promoter and the reaper need it so.
    @NativeQuery(value = """
            select queue, count(*) as jobs
            from (select queue from job where state = 'SCHEDULED' order by run_at limit :limit) s
            group by queue
            """, sqlResultSetMapping = "QueueCount")
    List<QueueCount> countScheduled(int limit);

    @NativeQuery(value = """
            select queue, count(*) as jobs
            from (select queue from job where state = 'RUNNING' order by lease_expires_at limit :limit) r
            group by queue
            """, sqlResultSetMapping = "QueueCount")
    List<QueueCount> countRunning(int limit);
}
