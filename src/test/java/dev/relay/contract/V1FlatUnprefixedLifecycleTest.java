package dev.relay.contract;

class V1FlatUnprefixedLifecycleTest extends LifecycleContract {

    @Override
    Door door() {
        return Doors.V1_FLAT_UNPREFIXED;
    }
}
