package io.heartbeat.bench.table;

import java.util.ArrayList;
import java.util.List;

/** A titled table of short texts; the first column stands left, the others right. Not thread-safe. */
public final class Table {
    private final String title;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    public Table(String title, String... header) {
        this.title = title;
        this.header = List.of(header);
    }

    /** Adds a row of as many cells as the header has. */
    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells under " + header.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Adds a sentence below the table. */
    public Table note(String sentence) {
        notes.add(sentence);
        return this;
    }

    /** For a terminal. */
    public String plain() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder(title).append('\n').append("-".repeat(title.length()));
        text.append('\n').append(line(header, widths, "  ")).append('\n');
        rows.forEach(row -> text.append(line(row, widths, "  ")).append('\n'));
        notes.forEach(note -> text.append(note).append('\n'));
        return text.append('\n').toString();
    }

    /** For a document. */
    public String markdown() {
        int[] widths = widths();
        StringBuilder text = new StringBuilder("### ").append(title).append("\n\n");
        text.append("| ").append(line(header, widths, " | ")).append(" |\n|");
        for (int i = 0; i < widths.length; i++) {
            text.append("-".repeat(widths[i] + 1)).append(i == 0 ? "-|" : ":|");
        }
        text.append('\n');
        rows.forEach(row -> text.append("| ").append(line(row, widths, " | ")).append(" |\n"));
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.append('\n').toString();
    }

    private int[] widths() {
        int[] widths = header.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, String between) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append(i == 0 ? "" : between).append(i == 0 ? cells.get(i) + padding : padding + cells.get(i));
        }
        return line.toString();
    }
}
