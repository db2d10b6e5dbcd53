package io.heartbeat.bench.soak;

import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Goals;
import io.heartbeat.bench.table.Table;
import java.io.IOException;

/** Heap, resident memory, threads and open files of a process over time. Not thread-safe. */
final class Vitals {
    private static final double SHARE = 0.10;
    private static final double HEAP_SLACK = 8 << 20;
    private static final double COUNT_SLACK = 4;

    private final long pid;
    private final Series heap = new Series();
    private final Series resident = new Series();
    private final Series threads = new Series();
    private final Series files = new Series();

    Vitals(long pid) {
        this.pid = pid;
    }

    /** Takes one sample of each, and says them. */
    String sample() throws IOException, InterruptedException {
        double used = HeapInfo.afterCollection(pid);
        double rss = Machine.residentBytes(pid);
        long running = Machine.threads(pid);
        long open = Machine.openFiles(pid);
        heap.add(used);
        resident.add(rss);
        threads.add(running);
        files.add(open);
        return "heap " + Figures.mebibytes(used) + ", resident " + Figures.mebibytes(rss) + ", " + running
                + " threads, " + open + " open files";
    }

    Table table() {
        Table table = new Table("Vital signs, medians of thirds", "figure", "first third", "last third", "largest");
        table.row(
                "heap after collection",
                Figures.mebibytes(heap.begin()),
                Figures.mebibytes(heap.end()),
                Figures.mebibytes(heap.largest()));
        table.row(
                "resident memory",
                Figures.mebibytes(resident.begin()),
                Figures.mebibytes(resident.end()),
                Figures.mebibytes(resident.largest()));
        table.row("threads", count(threads.begin()), count(threads.end()), count(threads.largest()));
        table.row("open files", count(files.begin()), count(files.end()), count(files.largest()));
        return table;
    }

    private static String count(double value) {
        return Figures.whole(value);
    }

    void judge(Goals goals) {
        goals.holds("Heap after collection flat", heap.flat(SHARE, HEAP_SLACK));
        goals.holds("Threads flat", threads.flat(SHARE, COUNT_SLACK));
        goals.holds("Open files flat", files.flat(SHARE, COUNT_SLACK));
    }
}
