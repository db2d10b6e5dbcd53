package io.heartbeat.bench.journal;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.journald.Entry;
import io.heartbeat.pump.journald.JournalEntries;
import io.heartbeat.pump.journald.JournalReader;
import io.heartbeat.pump.journald.JournalSource;
import io.heartbeat.pump.journald.JournalStart;
import java.io.IOException;
import java.nio.file.Path;

/** A process that reads a journal from head to end and looks at every field: {@code DIRECTORY PASSES}. */
final class ReadJournal {
    private ReadJournal() {}

    /** Prints entries, seconds and processor seconds of the last pass. */
    public static void main(String[] args) throws IOException {
        int passes = Integer.parseInt(args[1]);
        long entries = 0;
        double seconds = 0;
        double cpu = 0;
        for (int i = 0; i < passes; i++) {
            double cpuBefore = Machine.cpuSeconds(ProcessHandle.current().pid());
            long begin = System.nanoTime();
            entries = read(Path.of(args[0]));
            seconds = (System.nanoTime() - begin) / 1e9;
            cpu = Machine.cpuSeconds(ProcessHandle.current().pid()) - cpuBefore;
        }
        System.out.println(entries + " " + seconds + " " + cpu);
    }

    private static long read(Path journal) throws IOException {
        long count = 0;
        long bytes = 0;
        Entry entry = new Entry();
        try (JournalEntries entries =
                JournalReader.open(JournalSource.of(journal), JournalStart.head(), TimeSource.SYSTEM)) {
            while (entries.next(entry)) {
                count++;
                for (int i = 0; i < entry.size(); i++) {
                    bytes += entry.field(i).length();
                }
            }
        }
        return bytes == 0 ? 0 : count;
    }
}
