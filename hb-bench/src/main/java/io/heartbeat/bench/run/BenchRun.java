package io.heartbeat.bench.run;

import io.heartbeat.bench.load.Ending;
import io.heartbeat.bench.load.Sender;
import io.heartbeat.bench.load.WorkDirectory;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.BareReceiver;
import io.heartbeat.bench.receiver.Children;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.receiver.Receiver;
import io.heartbeat.bench.receiver.RsyslogReceiver;
import io.heartbeat.bench.run.RunOptions.Contestant;
import io.heartbeat.bench.table.Goals;
import io.heartbeat.bench.table.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of the bench: its directory, the processes it started, its sender and its report. Closing it ends the processes,
 * puts the kernel's limit back and deletes the directory, also when the run fails or is interrupted.
 */
public final class BenchRun implements AutoCloseable {
    /** Receive buffer that every receiver asks for, bytes. */
    public static final int RECEIVE_BUFFER = 8 << 20;

    private final RunOptions options;
    private final Report report;
    private final Goals goals = new Goals();
    private final WorkDirectory work;
    private final Children children = new Children();
    private final Sender sender;
    private final BufferLimit limit;
    private final Ending ending;

    public BenchRun(RunOptions options, PrintWriter out) throws IOException, InterruptedException {
        this.options = options;
        report = new Report(out);
        work = new WorkDirectory(options.directory());
        limit = new BufferLimit(RECEIVE_BUFFER, report);
        ending = new Ending(this::end);
        sender = options.sender().open(work.path());
        report.say("Machine: " + Machine.description());
        report.say("Sender: " + sender.manner() + ", " + options.hosts() + " hosts; files in " + work.path());
    }

    /** The given options. */
    public RunOptions options() {
        return options;
    }

    public Report report() {
        return report;
    }

    public Goals goals() {
        return goals;
    }

    public Sender sender() {
        return sender;
    }

    public WorkDirectory work() {
        return work;
    }

    public Children children() {
        return children;
    }

    /** Starts our server. */
    public HbdServer server() throws IOException, InterruptedException {
        return server("");
    }

    /**
     * Starts our server.
     *
     * @param settings more lines for its configuration
     */
    public HbdServer server(String settings) throws IOException, InterruptedException {
        HbdServer server = new HbdServer(
                children, options.home(), Files.createDirectories(work.fresh("hbd")), options.jvmOptions(), settings);
        report.say("hbd is ready, process " + server.pid());
        return server;
    }

    /** Starts all receivers that are to take part and that this machine has. */
    public List<Receiver> receivers() throws IOException, InterruptedException {
        List<Receiver> receivers = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            if (options.receivers().contains(contestant)) {
                start(contestant).ifPresent(receivers::add);
            }
        }
        return receivers;
    }

    private Optional<Receiver> start(Contestant contestant) throws IOException, InterruptedException {
        return switch (contestant) {
            case HBD -> Optional.of(new HbdReceiver(server()));
            case BARE -> Optional.of(new BareReceiver(children, RECEIVE_BUFFER));
            case RSYSLOG -> rsyslog(false);
            case RSYSLOG_JSON -> rsyslog(true);
        };
    }

    private Optional<Receiver> rsyslog(boolean json) throws IOException, InterruptedException {
        if (!RsyslogReceiver.available()) {
            report.say("rsyslog is not installed (Debian: apt install rsyslog): the run goes on without it.");
            return Optional.empty();
        }
        return Optional.of(new RsyslogReceiver(children, work.fresh("rsyslog"), RECEIVE_BUFFER, json));
    }

    /** First the processes, which write into the directory. */
    private void end() {
        children.close();
        limit.close();
        work.close();
    }

    @Override
    public void close() {
        ending.close();
    }
}
