package dev.relay.benchmark.load;

import java.util.concurrent.atomic.AtomicLong;

/** The job that every benchmark uses: about 250 bytes of JSON, of which the payload is most. */
public final class Jobs {

    /** 150 bytes: an ordinary handful of fields. */
    public static final String PAYLOAD = """
            {"to":"somebody@example.org","template":"welcome-2","locale":"en-GB","attempt":1,"total":1049.50,\
            "items":["a-1001","b-2002","c-3003"],"note":"ordinary"}""";

    /** Longer than any run takes. */
    public static final int TIMEOUT_SECONDS = 3600;

    private static final AtomicLong lastId = new AtomicLong();

    private Jobs() {}

    /** Returns a number that no other job of this run has. */
    public static long nextId() {
        return lastId.incrementAndGet();
    }

    static String json(String queue) {
        return "{\"id\":\"{id}\",\"queue\":\"" + queue + "\",\"timeout\":" + TIMEOUT_SECONDS
                + ",\"max_retries\":3,\"payload\":" + PAYLOAD + "}";
    }
}
