package io.heartbeat.bench.console;

import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.run.BenchRun;
import io.heartbeat.bench.run.RunOptions;
import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hb-bench console}. */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "The web console in Chromium: first paint of 2,000 hosts, frames at 1,000 row changes a second, "
                + "and a page of 10,000 users.")
public final class ConsoleCommand implements Callable<Integer> {
    private static final int HOSTS = 2_000;
    private static final int USERS = 10_000;
    private static final double CHANGES = 1_000;
    private static final double PAINT_MILLIS = 1_000;
    private static final double LAG_MILLIS = 500;
    private static final double PAGE_MILLIS = 300;
    private static final double FRAMES = 30;

    /** Scrolls to the end until all rows are in the document. */
    private static final String ALL_ROWS =
            "(scrollTo(0, document.body.scrollHeight), document.querySelectorAll('#rows > tr').length >= " + HOSTS
                    + " ? 1 : null)";

    @Spec
    private CommandSpec command;

    @Mixin
    private RunOptions options;

    @Override
    public Integer call() throws Exception {
        try (BenchRun run = new BenchRun(options, command.commandLine().getOut());
                Chromium chromium = new Chromium()) {
            live(run, chromium);
            users(run);
            run.report().add(run.goals().table());
            run.report().markdown(options.markdown());
            return run.goals().met() ? 0 : 1;
        }
    }

    private void live(BenchRun run, Chromium chromium) throws Exception {
        double seconds = options.quick() ? 5 : 20;
        try (HbdServer server = run.server()) {
            chromium.open(server.httpPort(), "/live");
            Frames.measure(run, server, chromium, HOSTS, CHANGES, 6);
            Paints paints = Paints.measure(chromium, server.httpPort(), options.quick() ? 3 : 9);
            run.report().add(paintTable(paints));
            run.goals()
                    .atMost(
                            "First paint of /live with 2,000 hosts",
                            PAINT_MILLIS,
                            Figures.median(paints.first()),
                            " ms");
            Frames first = Frames.measure(run, server, chromium, HOSTS, CHANGES, seconds);
            chromium.open(server.httpPort(), "/live");
            chromium.awaitNumber(ALL_ROWS, 60_000);
            Frames all = Frames.measure(run, server, chromium, HOSTS, CHANGES, seconds);
            Table table = new Table(
                    "/live at 1,000 row changes a second, 2,000 hosts",
                    "rows in the document",
                    "changes/s",
                    "frames/s",
                    "longest pause, ms",
                    "frames late by > 50 ms",
                    "datagram → document p99, ms",
                    "probes seen",
                    "resyncs");
            row(table, "the first", first);
            row(table, "all 2,000", all);
            run.report().add(table);
            judge(run, "the first rows", first);
            judge(run, "all rows", all);
        }
    }

    private static Table paintTable(Paints paints) {
        Table table = new Table(
                "/live with 2,000 hosts, ms from navigation, " + paints.first().size() + " visits",
                "what",
                "median",
                "visits");
        table.row("first contentful paint", Figures.whole(Figures.median(paints.first())), said(paints.first()));
        return table.row("hosts of the feed shown", Figures.whole(Figures.median(paints.live())), said(paints.live()));
    }

    private static void row(Table table, String rows, Frames frames) {
        table.row(
                rows,
                Figures.whole(frames.changes()),
                Figures.whole(frames.perSecond()),
                Figures.whole(frames.longest()),
                Figures.two(frames.slow()) + " %",
                Figures.whole(frames.lag()),
                frames.seen() + " of " + frames.probes(),
                Figures.whole(frames.resyncs()));
    }

    private static void judge(BenchRun run, String rows, Frames frames) {
        run.goals().atLeast("Frames a second, " + rows, FRAMES, frames.perSecond(), "");
        run.goals().atMost("Datagram to document, p99, " + rows, LAG_MILLIS, frames.lag(), " ms");
        run.goals().holds("The page kept up, " + rows, frames.resyncs() == 0 && frames.seen() == frames.probes());
    }

    private void users(BenchRun run) throws IOException, InterruptedException {
        try (HbdServer server = run.server(UserPages.settings(USERS))) {
            List<Double> millis = new UserPages(server).measure(options.quick() ? 8 : 40);
            if (millis.isEmpty()) {
                run.report().say("/users: this server has no such page");
                return;
            }
            run.report()
                    .add(new Table("/users with 10,000 users, ms", "what", "median", "longest")
                            .row(
                                    "one page",
                                    Figures.whole(Figures.median(millis)),
                                    Figures.whole(millis.stream()
                                            .mapToDouble(each -> each)
                                            .max()
                                            .orElse(0))));
            run.goals().atMost("A page of /users with 10,000 users", PAGE_MILLIS, Figures.median(millis), " ms");
        }
    }

    private static String said(List<Double> millis) {
        return String.join(", ", millis.stream().map(Figures::whole).toList());
    }
}
