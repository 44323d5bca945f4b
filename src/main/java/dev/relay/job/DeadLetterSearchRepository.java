package dev.relay.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/**
 * Searches among the dead letters of a queue, newest first. Each walks down one index from {@code before} and stops at the
 * {@code limit}th hit or after having looked at {@code look} letters, whichever comes first: 1 million letters or 10 million, a
 * page costs the same. The last letter looked at is answered too, hit or not, so that the next page begins behind it.
 *
 * <p>A statement for each index, because a generic plan of one for all ({@code :id is null or id = :id}) can use none of them.
 * And each by the shape of its order: with {@code reason = :reason order by dead_seq} a plan may as well walk down the primary
 * key and drop what has another reason, which it does when it has seen one reason only, and then reads every letter for a
 * reason that none has. Ordered by the pair, below a pair, only the index of that pair will do; the other bound ends the walk.
 *
 * <p>The window numbers what was looked at without holding it up: it streams in the order of the index, where a count or a
 * second look at the same rows would read all of them for every page.
 */
interface DeadLetterSearchRepository extends Repository<DeadLetterEntity, DeadLetterKey> {

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, hit, row_number() over (order by dead_seq desc) as n
                  from (select dead_seq, id, unique_key,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and dead_seq < :before
                        order by dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> newest(String queue, @Nullable String reason, @Nullable String id, @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, name, hit, row_number() over (order by name desc, dead_seq desc) as n
                  from (select dead_seq, id, unique_key, id as name,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and id >= cast(:id as text)
                          and (id, dead_seq) < (cast(:id as text), :before)
                        order by name desc, dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by name desc, dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> byId(String queue, @Nullable String reason, @Nullable String id, @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, name, hit, row_number() over (order by name desc, dead_seq desc) as n
                  from (select dead_seq, id, unique_key, fingerprint as name,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and fingerprint >= cast(:fingerprint as text)
                          and (fingerprint, dead_seq) < (cast(:fingerprint as text), :before)
                        order by name desc, dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by name desc, dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> byFingerprint(String queue, @Nullable String reason, @Nullable String id,
            @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, name, hit, row_number() over (order by name desc, dead_seq desc) as n
                  from (select dead_seq, id, unique_key, unique_key as name,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and unique_key >= cast(:uniqueKey as text)
                          and (unique_key, dead_seq) < (cast(:uniqueKey as text), :before)
                        order by name desc, dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by name desc, dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> byUniqueKey(String queue, @Nullable String reason, @Nullable String id,
            @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, name, hit, row_number() over (order by name desc, dead_seq desc) as n
                  from (select dead_seq, id, unique_key, error_type as name,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and error_type >= cast(:errorType as text)
                          and (error_type, dead_seq) < (cast(:errorType as text), :before)
                        order by name desc, dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by name desc, dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> byErrorType(String queue, @Nullable String reason, @Nullable String id,
            @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);

    @NativeQuery(value = """
            select dead_seq, id, unique_key, hit, n
            from (select dead_seq, id, unique_key, name, hit, row_number() over (order by name desc, dead_seq desc) as n
                  from (select dead_seq, id, unique_key, reason as name,
                               coalesce((cast(:reason as text) is null or reason = cast(:reason as text))
                                        and (cast(:id as text) is null or id = cast(:id as text))
                                        and (cast(:fingerprint as text) is null
                                             or fingerprint = cast(:fingerprint as text))
                                        and (cast(:uniqueKey as text) is null or unique_key = cast(:uniqueKey as text))
                                        and (cast(:errorType as text) is null or error_type = cast(:errorType as text))
                                        and died_at >= :diedAfter and died_at < :diedBefore, false) as hit
                        from dead_job
                        where queue = :queue and reason >= cast(:reason as text)
                          and (reason, dead_seq) < (cast(:reason as text), :before)
                        order by name desc, dead_seq desc
                        limit :look) looked
                 ) numbered
            where hit or n = :look
            order by name desc, dead_seq desc
            limit :limit
            """, sqlResultSetMapping = "FoundLetter")
    List<FoundLetter> byReason(String queue, @Nullable String reason, @Nullable String id, @Nullable String fingerprint,
            @Nullable String uniqueKey, @Nullable String errorType, Instant diedAfter, Instant diedBefore, long before,
            int look, int limit);
}
