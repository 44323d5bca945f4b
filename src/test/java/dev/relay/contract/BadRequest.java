package dev.relay.contract;

/** A request that the server must refuse; {@code rule} is what the answer's detail must say, in part. */
record BadRequest(String method, String path, String body, String rule) {

    static BadRequest of(String method, String path, String body, String rule) {
        return new BadRequest(method, path, body, rule);
    }

    @Override
    public String toString() {
        return method + " " + shortened(path) + " " + shortened(body);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
