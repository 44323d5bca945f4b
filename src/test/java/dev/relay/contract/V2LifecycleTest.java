package dev.relay.contract;

class V2LifecycleTest extends LifecycleContract {

    @Override
    Door door() {
        return Doors.V2;
    }
}
