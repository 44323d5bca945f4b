package dev.relay.benchmark.report;

import java.util.Locale;

/** Numbers as one reads them: three digits that matter. */
final class Numbers {

    private Numbers() {}

    static String shown(double number) {
        double size = Math.abs(number);
        if (size >= 100 || number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f", number);
    }

    static String shown(Spread spread) {
        return spread.least() == spread.most()
                ? shown(spread.median())
                : shown(spread.median()) + " (" + shown(spread.least()) + " – " + shown(spread.most()) + ")";
    }
}
