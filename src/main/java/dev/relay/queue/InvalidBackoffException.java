package dev.relay.queue;

/** A backoff as JSON breaks a rule. */
public final class InvalidBackoffException extends RuntimeException {

    private final String field;
    private final String rule;

    InvalidBackoffException(String field, String rule) {
        super((field.isEmpty() ? "" : field + " ") + rule, null, false, false);
        this.field = field;
        this.rule = rule;
    }

    /**
     * Returns where the mistake is.
     *
     * @param backoff the name under which the whole backoff is known; alone when no field of it is to blame
     */
    public String field(String backoff) {
        return field.isEmpty() ? backoff : backoff + "." + field;
    }

    /** Returns what the field must be, to be read after its name: "must be …". */
    public String rule() {
        return rule;
    }
}
