package dev.relay.job;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads archived jobs; changes nothing. */
@Service
public class ArchiveQueries {

    private final ArchivedJobRepository archive;

    ArchiveQueries(ArchivedJobRepository archive) {
        this.archive = archive;
    }

    /** Returns up to {@code limit} archived jobs of a queue that stand after a place, those first that completed last. */
    public ArchivePage page(String queue, ArchivePosition after, int limit) {
        return page(Store.run(() -> archive.newest(queue, after.completedAt(), after.id(), limit + 1)), limit);
    }

    /** Returns up to {@code limit} archived jobs with this id that stand after a place, those first that completed last. */
    public ArchivePage page(JobKey key, ArchivePosition after, int limit) {
        return page(Store.run(() -> archive.newestOfId(key.queue(), key.id(), after.completedAt(), limit + 1)), limit);
    }

    /** Returns the archived job with this id that completed last. */
    public Optional<ArchivedJob> findLatest(JobKey key) {
        return page(key, ArchivePosition.NEWEST, 1).jobs().stream().findFirst();
    }

    private static ArchivePage page(List<ArchivedJobEntity> oneMore, int limit) {
        List<ArchivedJob> jobs = oneMore.stream().limit(limit).map(ArchivedJobEntity::toArchivedJob).toList();
        return new ArchivePage(jobs, oneMore.size() > limit ? jobs.getLast().position() : null);
    }
}
