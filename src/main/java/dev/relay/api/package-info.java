/** What both HTTP doors speak: a job as JSON, problems, limits, health. Knows no path of any version. */
@NullMarked
package dev.relay.api;

import org.jspecify.annotations.NullMarked;
