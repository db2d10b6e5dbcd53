package io.heartbeat.web.health;

import io.heartbeat.telemetry.Instrument;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The Prometheus text format, version 0.0.4. */
final class MetricsText {
    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private MetricsText() {}

    /**
     * Writes series.
     *
     * @param instruments one name after the other
     * @param told which of them
     */
    static void write(Iterable<Instrument> instruments, Predicate<Instrument> told, Appendable out) throws IOException {
        String name = null;
        for (Instrument instrument : instruments) {
            if (!told.test(instrument)) {
                continue;
            }
            if (!instrument.name().equals(name)) {
                name = instrument.name();
                out.append("# HELP ").append(name).append(' ');
                escape(instrument.help(), false, out);
                out.append("\n# TYPE ").append(name).append(' ');
                out.append(instrument.kind().name().toLowerCase(Locale.ROOT)).append('\n');
            }
            out.append(name);
            labels(instrument.labels(), out);
            out.append(' ').append(number(instrument.value().getAsDouble())).append('\n');
        }
    }

    private static void labels(Map<String, String> labels, Appendable out) throws IOException {
        char before = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            out.append(before).append(label.getKey()).append("=\"");
            escape(label.getValue(), true, out);
            out.append('"');
            before = ',';
        }
        if (before == ',') {
            out.append('}');
        }
    }

    /** Backslash and line feed everywhere, the quote inside a label's value. */
    private static void escape(String text, boolean quoted, Appendable out) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '"' && quoted) {
                out.append("\\\"");
            } else {
                out.append(c);
            }
        }
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
