package dev.relay.api;

/** A request's body as it came: any content type, empty when there was none, no larger than the limit. */
public record RequestBytes(byte[] bytes) {}
