package dev.relay.contract;

class V1FlatLifecycleTest extends LifecycleContract {

    @Override
    Door door() {
        return Doors.V1_FLAT;
    }
}
