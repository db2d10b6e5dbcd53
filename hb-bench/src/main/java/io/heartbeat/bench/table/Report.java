package io.heartbeat.bench.table;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run has to say: remarks while it goes on, tables as soon as they are complete, all tables as Markdown in the end.
 * Thread-safe.
 */
public final class Report {
    private final PrintWriter out;
    private final long begin = System.nanoTime();
    private final List<Table> tables = new ArrayList<>();

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Says what goes on, with the time since the start. */
    public synchronized void say(String sentence) {
        out.println(String.format(Locale.ROOT, "[%4.0f s] %s", (System.nanoTime() - begin) / 1e9, sentence));
        out.flush();
    }

    /** Prints a table and keeps it. */
    public synchronized void add(Table table) {
        tables.add(table);
        out.println();
        out.print(table.plain());
        out.flush();
    }

    /** Prints all tables once more, one below the other. */
    public synchronized void summary() {
        out.println();
        tables.forEach(table -> out.print(table.plain()));
        out.flush();
    }

    /** Writes all tables to a file; nothing when the file is null. */
    public synchronized void markdown(Path file) throws IOException {
        if (file == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append(table.markdown()));
        Files.writeString(file, text);
        say("Tables written to " + file);
    }
}
