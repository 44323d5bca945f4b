package dev.relay.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements about queues' settings. */
interface QueueSettingRepository extends Repository<QueueSettingEntity, String> {

    // Not findAll(), which would open a transaction: every replica reads this from time to time, for one round trip.
    @NativeQuery("select * from queue_setting")
    List<QueueSettingEntity> readAll();

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

    @NativeQuery("delete from queue_setting where queue = :queue returning queue")
    List<String> delete(String queue);
}
