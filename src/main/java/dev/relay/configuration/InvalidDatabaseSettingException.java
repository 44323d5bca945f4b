package dev.relay.configuration;

/** A setting that chooses the database cannot be understood; the message names it and shows no password. */
final class InvalidDatabaseSettingException extends RuntimeException {

    InvalidDatabaseSettingException(String message) {
        super(message);
    }
}
