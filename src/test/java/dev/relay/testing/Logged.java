package dev.relay.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log lines of a class, all levels of them. */
public final class Logged {

    private Logged() {}

    /** Returns what the class logs while the work is done. */
    public static List<ILoggingEvent> by(Class<?> type, Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(type);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        try {
            work.run();
            return List.copyOf(lines.list);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
    }

    /** Returns what anybody logs while the work is done, at the levels that are configured. */
    public static List<ILoggingEvent> everywhere(Runnable work) {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try {
            work.run();
            return List.copyOf(lines.list);
        } finally {
            root.detachAppender(lines);
        }
    }
}
