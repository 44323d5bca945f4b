/**
 * Turns "jobs became ready" into wake-ups of claims that wait: of this replica's directly, of other replicas' by NOTIFY. All
 * of it is a hint; a slow look at the database underneath keeps everything correct without it.
 */
@NullMarked
package dev.relay.notification;

import org.jspecify.annotations.NullMarked;
