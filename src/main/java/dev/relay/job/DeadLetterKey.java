package dev.relay.job;

import java.io.Serializable;

/** What tells one dead letter from all others. */
record DeadLetterKey(String queue, long deadSeq) implements Serializable {}
