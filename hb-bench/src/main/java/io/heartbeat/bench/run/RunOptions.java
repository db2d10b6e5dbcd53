package io.heartbeat.bench.run;

import io.heartbeat.bench.load.Senders;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of every command that measures. */
public final class RunOptions {
    @Option(names = "--quick", description = "Shorter and rougher: to see that it works.")
    private boolean quick;

    @Option(
            names = "--home",
            description =
                    "The built checkout or the installed tree whose bin/hbd is measured (default: this checkout).")
    private Path home = Path.of(System.getProperty("hb.home", "."));

    @Option(
            names = "--dir",
            description = "Where to keep journals and other files of the run; they are deleted at its end "
                    + "(default: the system's directory for temporary files).")
    private Path directory;

    @Option(names = "--markdown", description = "Also write all tables to this file.")
    private Path markdown;

    @Option(
            names = "--sender",
            defaultValue = "AUTO",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Senders sender = Senders.AUTO;

    @Option(names = "--hosts", defaultValue = "10000", description = "Host names in turn (default: ${DEFAULT-VALUE}).")
    private int hosts = 10_000;

    @Option(names = "--jvm-options", defaultValue = "", description = "More options for the JVM of the server.")
    private String jvmOptions = "";

    @Option(
            names = "--receivers",
            split = ",",
            defaultValue = "HBD,BARE,RSYSLOG,RSYSLOG_JSON",
            description = "Who takes part, of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Set<Contestant> receivers = EnumSet.allOf(Contestant.class);

    /** Who can take part in a race. */
    public enum Contestant {
        /** Our server. */
        HBD,
        /** The bare receive-and-count loop. */
        BARE,
        /** rsyslog, imudp to omfile. */
        RSYSLOG,
        /** rsyslog, imudp by mmjsonparse to omfile. */
        RSYSLOG_JSON
    }

    Set<Contestant> receivers() {
        return receivers;
    }

    public boolean quick() {
        return quick;
    }

    public Path home() {
        return home.toAbsolutePath().normalize();
    }

    Path directory() {
        return directory;
    }

    public Path markdown() {
        return markdown;
    }

    Senders sender() {
        return sender;
    }

    public int hosts() {
        return hosts;
    }

    public String jvmOptions() {
        return jvmOptions;
    }
}
