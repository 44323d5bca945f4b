/** A queue's settings: pause, permits, rate, backoff, retention. Who changes one changes it on every replica within a second. */
@NullMarked
package dev.relay.queue;

import org.jspecify.annotations.NullMarked;
