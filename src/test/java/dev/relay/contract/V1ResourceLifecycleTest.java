package dev.relay.contract;

class V1ResourceLifecycleTest extends LifecycleContract {

    @Override
    Door door() {
        return Doors.V1_RESOURCE;
    }
}
