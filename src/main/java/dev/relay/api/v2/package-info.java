/** The HTTP door of relay's successor API, and of all that Relay adds to it. */
@NullMarked
package dev.relay.api.v2;

import org.jspecify.annotations.NullMarked;
