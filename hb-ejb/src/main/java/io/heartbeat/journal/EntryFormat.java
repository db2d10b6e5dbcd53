package io.heartbeat.journal;

import java.io.IOException;
import java.util.Arrays;

/** How an entry looks in an output: one line without its end. One thread's. */
@FunctionalInterface
interface EntryFormat {
    /**
     * The bytes of the entry.
     *
     * @throws IOException when it cannot be shown in this format, which a decoded message never causes
     */
    byte[] bytes(Entry entry) throws IOException;

    static EntryFormat of(OutputSettings.Format format) {
        return switch (format) {
            case JSON -> json();
            case CEF -> new CefFormat();
            case GELF -> new GelfFormat();
        };
    }

    private static EntryFormat json() {
        LineFormat lines = new LineFormat();
        return entry -> {
            byte[] line = new byte[LineFormat.FRAME + entry.json().length];
            int end = lines.put(line, 0, entry.arrival(), entry.json(), 0, entry.json().length, true);
            return Arrays.copyOf(line, end - 1);
        };
    }
}
