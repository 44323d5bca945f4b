package dev.relay.job;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** Statements about who has a unique key. */
interface UniqueKeyRepository extends Repository<JobEntity, JobKey> {

    // Between the delete that makes way and the insert another job may take the key. Those who replace take turns, so that they
    // need not find out one by one by failing; one who merely enqueues can still come between, and then the call is run again.
    @NativeQuery("""
            select cast(pg_advisory_xact_lock(:space, turn) as text) from unnest(cast(:turns as integer[])) as t(turn)
            """)
    List<String> takeTurns(int space, Integer[] turns);

    @NativeQuery(value = """
            delete from job j
            using unnest(cast(:queues as text[]), cast(:ids as text[]), cast(:uniqueKeys as text[]))
                  as n(queue, id, unique_key)
            where j.queue = n.queue and j.unique_key = n.unique_key and j.unique_key is not null and j.id <> n.id
            returning j.queue, j.id, j.state = 'RUNNING' as running, j.awaited
            """, sqlResultSetMapping = "Displaced")
    List<Displaced> makeWay(String[] queues, String[] ids, @Nullable String[] uniqueKeys);

    @NativeQuery("select id from job where queue = :queue and unique_key = :uniqueKey")
    Optional<String> holder(String queue, String uniqueKey);
}
