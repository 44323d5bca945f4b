package dev.relay.benchmark.report;

/** What a number has to reach, or to stay below. */
public record Target(boolean least, double value, String unit) {

    /** A ratio of at least this. */
    public static Target atLeast(double ratio) {
        return new Target(true, ratio, "×");
    }

    /** A ratio of at most this. */
    public static Target atMost(double ratio) {
        return new Target(false, ratio, "×");
    }

    /** At most so many of a unit. */
    public static Target atMost(double value, String unit) {
        return new Target(false, value, unit);
    }

    boolean isMetBy(double measured) {
        return least ? measured >= value : measured <= value;
    }

    @Override
    public String toString() {
        return (least ? "≥ " : "≤ ") + Numbers.shown(value) + " " + unit;
    }
}
