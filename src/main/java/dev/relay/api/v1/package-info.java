/** The HTTP door that relay-rs opened: its flat endpoints and its resource endpoints. */
@NullMarked
package dev.relay.api.v1;

import org.jspecify.annotations.NullMarked;
