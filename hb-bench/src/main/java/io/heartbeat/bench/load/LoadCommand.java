package io.heartbeat.bench.load;

import io.heartbeat.bench.table.Figures;
import io.heartbeat.bench.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hb-bench load}. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description =
                "Sends messages to a UDP port of 127.0.0.1, at a rate or as fast as it goes. "
                        + "It ends at --count or at --seconds, whichever comes first. Message i carries the number --first + i.")
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--port", defaultValue = "50003", description = "UDP port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--shape",
            defaultValue = "HTB",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Shape shape;

    @Option(
            names = "--wire",
            defaultValue = "PLAIN",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Wire wire;

    @Option(names = "--hosts", defaultValue = "10000", description = "Host names in turn (default: ${DEFAULT-VALUE}).")
    private int hosts;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Datagrams a second; 0 is full blast (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--count", defaultValue = "10000000", description = "At most so many (default: ${DEFAULT-VALUE}).")
    private long count;

    @Option(names = "--seconds", defaultValue = "10", description = "At most so long (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--first",
            defaultValue = "" + LoadSpec.LOWEST,
            description = "Number of the first message, nine digits (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(names = "--sockets", defaultValue = "8", description = "Source ports (default: ${DEFAULT-VALUE}).")
    private int sockets;

    @Option(
            names = "--sender",
            defaultValue = "AUTO",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Senders senders;

    @Option(
            names = "--print-keys",
            description = "Print the hosts: section for hb.yaml that makes a server take signed loads of so many "
                    + "hosts, and send nothing.")
    private boolean printKeys;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadSpec spec = spec();
        if (printKeys) {
            command.commandLine().getOut().print(HostKeys.yaml(hosts));
            command.commandLine().getOut().flush();
            return 0;
        }
        WorkDirectory work = new WorkDirectory(null);
        Ending ending = new Ending(work::close);
        try {
            Sender sender = senders.open(work.path());
            Pool pool = Pool.compose(spec, wire.signed() ? new HostKeys(hosts, Clock.systemUTC()) : Signer.none());
            SendReport report = sender.send(pool, port);
            print(sender, pool, report);
            return report.sent() > 0 ? 0 : 1;
        } finally {
            ending.close();
        }
    }

    private LoadSpec spec() {
        try {
            return new LoadSpec(shape, wire, hosts, rate, count, seconds, first, sockets);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private void print(Sender sender, Pool pool, SendReport report) {
        Table table = new Table(
                "Load sent to 127.0.0.1:" + port,
                "sender",
                "datagrams",
                "bytes each",
                "seconds",
                "per second",
                "refused");
        table.row(
                sender.manner(),
                Long.toString(report.sent()),
                Figures.whole(pool.meanBytes()),
                Figures.two(report.nanos() / 1e9),
                Figures.rate(report.rate()),
                Long.toString(report.refused()));
        if (report.lateMillis() > 0) {
            table.note("The pace could not be kept: " + report.lateMillis() + " ms were given up.");
        }
        if (report.sent() == 0) {
            table.note("Nothing was accepted: does anyone listen on UDP port " + port + "?");
        }
        command.commandLine().getOut().print(table.plain());
        command.commandLine().getOut().flush();
    }
}
