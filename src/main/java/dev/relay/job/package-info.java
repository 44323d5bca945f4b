/**
 * The rules of a job's life. {@link dev.relay.job.JobService} writes what clients ask for, {@link
 * dev.relay.job.JobPromotion} and {@link dev.relay.job.LeaseLapse} what time does; {@link dev.relay.job.JobQueries} reads.
 * {@link dev.relay.job.DeadLetterService} and {@link dev.relay.job.DeadLetterQueries} are for those that ended without
 * success, {@link dev.relay.job.ArchiveQueries} for those that completed; the retentions say how long both are kept.
 * All SQL about jobs is in the package-private repositories, and entities never leave.
 */
@NullMarked
package dev.relay.job;

import org.jspecify.annotations.NullMarked;
