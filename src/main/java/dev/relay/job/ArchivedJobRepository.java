package dev.relay.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/**
 * Statements about archived jobs. The table is partitioned by day: what reads in the order of time merges one index scan for
 * each day, and a bound on the instant leaves out the days that lie beyond it.
 */
interface ArchivedJobRepository extends Repository<ArchivedJobEntity, ArchivedJobKey> {

    // The comparison of the instant alone follows from that of the pair; days are left out by it only.
    @NativeQuery("""
            select *
            from archived_job
            where queue = :queue and completed_at <= :completedAt and (completed_at, id) < (:completedAt, :id)
            order by completed_at desc, id desc
            limit :limit
            """)
    List<ArchivedJobEntity> newest(String queue, Instant completedAt, String id, int limit);

    // Ordered by the pair, so that only the primary key will do: the index by time would have to drop what has another id.
    @NativeQuery("""
            select *
            from archived_job
            where queue = :queue and id >= :id and completed_at < :before and (id, completed_at) < (:id, :before)
            order by id desc, completed_at desc
            limit :limit
            """)
    List<ArchivedJobEntity> newestOfId(String queue, String id, Instant before, int limit);

    // Called again and again it walks the queues by the oldest job of each.
    @NativeQuery(value = """
            select queue, cast(extract(epoch from now() - completed_at) as double precision) as age
            from archived_job
            where queue > :queue
            order by queue, completed_at
            limit 1
            """, sqlResultSetMapping = "OldestOfQueue")
    @Nullable
    OldestOfQueue oldestOfQueueAfter(String queue);

    // Beginning at the last instant of the batch before keeps from walking over the index entries of what it deleted.
    @NativeQuery(value = """
            select id, completed_at
            from archived_job
            where queue = :queue and completed_at >= :from
              and completed_at <= (now() at time zone 'UTC' - make_interval(secs => :retention)) at time zone 'UTC'
            order by completed_at, id
            limit :limit
            """, sqlResultSetMapping = "ArchivedAt")
    List<ArchivedAt> old(String queue, Instant from, double retention, int limit);

    // By their keys, in two steps: a ctid does not say in which partition, and a join to a limited subquery turns, in a generic
    // plan, into a hash join over every row of every day.
    @NativeQuery("""
            delete from archived_job a
            using unnest(cast(:ids as text[]), cast(:instants as timestamptz[])) as o(id, completed_at)
            where a.queue = :queue and a.id = o.id and a.completed_at = o.completed_at
            returning a.id
            """)
    List<String> delete(String queue, String[] ids, OffsetDateTime[] instants);

    // A partition for today (0) or a later day, by the database's clock, unless there is one. What the functions do stands in
    // the migration that makes them.
    @NativeQuery("select make_archive_day(cast(now() at time zone 'UTC' as date) + :daysAhead)")
    boolean makeDay(int daysAhead);

    @NativeQuery("select drop_archive_day(cast(now() at time zone 'UTC' - make_interval(secs => :retention) as date))")
    @Nullable
    String dropDay(double retention);
}
