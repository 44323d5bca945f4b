package dev.relay.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Archived jobs, those first that completed last.
 *
 * @param next where the next page begins; null when there is none
 */
public record ArchivePage(List<ArchivedJob> jobs, @Nullable ArchivePosition next) {}
