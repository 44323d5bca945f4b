package dev.relay.queue;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements about queues' settings. */
interface QueueSettingRepository extends Repository<QueueSettingEntity, String> {

    // Not findAll(), which would open a transaction: every replica reads this from time to time, for one round trip.
    @NativeQuery("select * from queue_setting")
    List<QueueSettingEntity> readAll();

    List<QueueSettingEntity> findByQueueIn(Collection<String> queues);

    // A rate that changes, or is new, begins with an empty bucket: nobody gets a burst for having asked.
    @NativeQuery("""
            insert into queue_setting as s (queue, paused, max_running, max_running_per_key, rate_limit, rate_period_ms,
                                            backoff, max_lapses, max_reschedules, archive, archive_retention_s,
                                            dead_letter_retention_s, updated_at)
            values (:queue, :paused, cast(:maxRunning as integer), cast(:maxRunningPerKey as integer),
                    cast(:rateLimit as integer), cast(:ratePeriodMs as bigint), cast(:backoff as json), :maxLapses,
                    :maxReschedules, :archive, :archiveRetention, :deadLetterRetention, now())
            on conflict (queue) do update set
                paused = excluded.paused, max_running = excluded.max_running,
                max_running_per_key = excluded.max_running_per_key, rate_limit = excluded.rate_limit,
                rate_period_ms = excluded.rate_period_ms, backoff = excluded.backoff,
                max_lapses = excluded.max_lapses, max_reschedules = excluded.max_reschedules,
                archive = excluded.archive, archive_retention_s = excluded.archive_retention_s,
                dead_letter_retention_s = excluded.dead_letter_retention_s, updated_at = excluded.updated_at,
                rate_tokens = case when (s.rate_limit, s.rate_period_ms) is distinct from
                                        (excluded.rate_limit, excluded.rate_period_ms) then 0 else s.rate_tokens end,
                rate_filled_at = case when (s.rate_limit, s.rate_period_ms) is distinct from
                                           (excluded.rate_limit, excluded.rate_period_ms) then now()
                                      else s.rate_filled_at end
            returning queue
            """)
    String put(String queue, boolean paused, @Nullable Integer maxRunning, @Nullable Integer maxRunningPerKey,
            @Nullable Integer rateLimit, @Nullable Long ratePeriodMs, @Nullable String backoff, int maxLapses,
            int maxReschedules, boolean archive, long archiveRetention, long deadLetterRetention);

    // By itself, not read, changed and put: whoever changes another setting at the same time must not be undone.
    @NativeQuery("""
            insert into queue_setting (queue, paused, updated_at) values (:queue, true, now())
            on conflict (queue) do update set paused = true, updated_at = now()
            returning queue
            """)
    String pause(String queue);

    @NativeQuery("""
            update queue_setting set paused = false, updated_at = now() where queue = :queue and paused returning queue
            """)
    List<String> resume(String queue);

    // The bucket as a claim would find it now; zero when there is a token in it, no row when there is no rate.
    @NativeQuery("""
            select greatest(0, (1 - tokens) * rate_period_ms / 1000.0 / rate_limit)
            from (select rate_period_ms, rate_limit,
                         least(rate_limit, rate_tokens + greatest(0, elapsed) * 1000 / rate_period_ms * rate_limit) as tokens
                  from (select *, cast(extract(epoch from now() - rate_filled_at) as double precision) as elapsed
                        from queue_setting
                        where queue = :queue and rate_limit is not null) s) b
            """)
    @Nullable
    Double secondsUntilNextToken(String queue);

    @NativeQuery("delete from queue_setting where queue = :queue returning queue")
    List<String> delete(String queue);
}
