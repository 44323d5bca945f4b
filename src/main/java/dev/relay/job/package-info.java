/**
 * The rules of a job's life. {@link dev.relay.job.JobService} writes what clients ask for, {@link
 * dev.relay.job.JobPromotion} and {@link dev.relay.job.LeaseLapse} what time does; {@link dev.relay.job.JobQueries} reads.
 * All SQL about jobs is in the package-private repositories, and entities never leave.
 */
@NullMarked
package dev.relay.job;

import org.jspecify.annotations.NullMarked;
