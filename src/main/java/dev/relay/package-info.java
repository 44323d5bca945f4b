/** The application class and nothing else. */
@NullMarked
package dev.relay;

import org.jspecify.annotations.NullMarked;
