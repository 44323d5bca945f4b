package dev.relay.contract;

import dev.relay.testing.Http;
import dev.relay.testing.SharedServer;
import java.util.stream.Stream;

/** The HTTP doors of the shared server. */
final class Doors {

    private static final Http http = SharedServer.http();

    static final Door V1_FLAT = new V1FlatDoor(http, "/v1");
    static final Door V1_FLAT_UNPREFIXED = new V1FlatDoor(http, "");
    static final Door V1_RESOURCE = new V1ResourceDoor(http);
    static final Door V2 = new V2Door(http);

    private Doors() {}

    static Stream<Door> all() {
        return Stream.of(V1_FLAT, V1_FLAT_UNPREFIXED, V1_RESOURCE, V2);
    }
}
