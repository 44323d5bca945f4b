package dev.relay.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars as an SVG image that reads on a light and on a dark page. */
final class BarChart {

    static final String GOOD = "#2f855a";
    static final String BAD = "#c05621";
    static final String[] SHADES = {"#2b6cb0", "#4299e1", "#90cdf4", "#cbd5e0"};

    private static final int WIDTH = 1080;
    private static final int LABELS = 470;
    private static final int BARS = 330;
    private static final int TOP = 40;
    private static final int ROW = 18;
    /** Where a logarithmic scale begins, in milliseconds. */
    private static final double LEAST = 0.01;

    private record Bar(String label, double value, String text, String colour, int y) {}

    private final String title;
    private final boolean logarithmic;
    private final List<Bar> bars = new ArrayList<>();
    private int y = TOP;
    private double mark = Double.NaN;

    BarChart(String title, boolean logarithmic) {
        this.title = title;
        this.logarithmic = logarithmic;
    }

    void bar(String label, double value, String text, String colour) {
        bars.add(new Bar(label, value, text, colour, y));
        y += ROW;
    }

    void gap() {
        y += ROW / 2;
    }

    /** Draws a line across all bars at a value. */
    void mark(double value) {
        mark = value;
    }

    String render() {
        double most = Math.max(bars.stream().mapToDouble(Bar::value).max().orElse(1), Double.isNaN(mark) ? 0 : mark);
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="10" y="22" font-size="15" font-weight="bold" fill="#1a202c">%s</text>
                """.formatted(WIDTH, y + 12, escaped(title)));
        for (Bar bar : bars) {
            svg.append(String.format(Locale.ROOT, """
                    <text x="%d" y="%d" text-anchor="end" fill="#1a202c">%s</text>
                    <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
                    <text x="%.1f" y="%d" fill="#4a5568">%s</text>
                    """, LABELS - 8, bar.y + 12, escaped(bar.label), LABELS, bar.y + 1, length(bar.value, most),
                    ROW - 4,
                    bar.colour, LABELS + length(bar.value, most) + 6, bar.y + 12, escaped(bar.text)));
        }
        if (!Double.isNaN(mark)) {
            svg.append(String.format(Locale.ROOT,
                    "<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"#1a202c\" stroke-dasharray=\"4 3\"/>%n",
                    LABELS + length(mark, most), TOP - 6, y));
        }
        return svg.append("</svg>\n").toString();
    }

    private double length(double value, double most) {
        if (!logarithmic) {
            return Math.max(1, value / most * BARS);
        }
        return Math.max(1,
                Math.log(Math.max(value, LEAST) / LEAST) / Math.log(Math.max(most, 10 * LEAST) / LEAST) * BARS);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
