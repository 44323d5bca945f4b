/** Beans and environment that cut across the rooms: the database to use, the server, OpenAPI. */
@NullMarked
package dev.relay.configuration;

import org.jspecify.annotations.NullMarked;
