/** When the clock's work is done (promote, reap, purge), never how: each task is thin, bounded, and may run on every replica. */
@NullMarked
package dev.relay.scheduling;

import org.jspecify.annotations.NullMarked;
