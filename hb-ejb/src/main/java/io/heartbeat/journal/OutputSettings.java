package io.heartbeat.journal;

import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One more place for the lines of the journal.
 *
 * @param kind what it is
 * @param format how a line looks there
 * @param file where to, for a file; null for others
 * @param host where to, for others; null for a file
 * @param port its port, 0 for a file
 * @param protocol how to get there
 * @param facility of syslog (RFC 5424, 6.2.1)
 */
public record OutputSettings(
        Kind kind, Format format, Path file, String host, int port, Protocol protocol, Facility facility) {
    private static final int SYSLOG_PORT = 514;
    private static final int GELF_PORT = 12201;

    /** What an output is. */
    public enum Kind {
        /** A second file beside the journal. */
        FILE,
        /** A syslog receiver (RFC 5424 over UDP, RFC 5426, or TCP with octet counting, RFC 6587). */
        SYSLOG,
        /** A GELF input (Graylog Extended Log Format 1.1, over UDP in chunks, or TCP ended by NUL). */
        GELF;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a line looks. */
    public enum Format {
        /** As in the journal. */
        JSON,
        /** ArcSight Common Event Format, version 0. */
        CEF,
        /** Graylog Extended Log Format 1.1. */
        GELF
    }

    /** How lines travel. */
    public enum Protocol {
        /** A datagram each; what is lost on the way nobody knows. */
        UDP,
        /** A connection that is made again when it breaks. */
        TCP
    }

    /** Facilities of syslog in the order of their numbers. */
    public enum Facility {
        KERN,
        USER,
        MAIL,
        DAEMON,
        AUTH,
        SYSLOG,
        LPR,
        NEWS,
        UUCP,
        CRON,
        AUTHPRIV,
        FTP,
        NTP,
        AUDIT,
        ALERT,
        CLOCK,
        LOCAL0,
        LOCAL1,
        LOCAL2,
        LOCAL3,
        LOCAL4,
        LOCAL5,
        LOCAL6,
        LOCAL7
    }

    /** Reads journal_format, journal_format_file, journal_syslog and journal_gelf. */
    static List<OutputSettings> from(Section root, Path journal) {
        List<OutputSettings> outputs = new ArrayList<>();
        Format format = root.choice("journal_format", Format.JSON);
        String name = root.text("journal_format_file", "");
        if (format != Format.JSON || !name.isEmpty()) {
            String own = journal.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            Path file = journal.resolveSibling(
                    name.isEmpty() ? own + "." + format.name().toLowerCase(Locale.ROOT) : name);
            if (name.contains("/") || name.startsWith(".") || file.equals(journal)) {
                root.problem("journal_format_file", "must be the name of another file in journal_dir");
            }
            outputs.add(new OutputSettings(Kind.FILE, format, file, null, 0, Protocol.TCP, Facility.LOCAL0));
        }
        receiver(root, Kind.SYSLOG, SYSLOG_PORT, outputs);
        receiver(root, Kind.GELF, GELF_PORT, outputs);
        return outputs;
    }

    private static void receiver(Section root, Kind kind, int port, List<OutputSettings> outputs) {
        String key = "journal_" + kind.label();
        if (!root.has(key)) {
            return;
        }
        Section section = root.section(key);
        String host = section.text("host", "");
        if (host.isBlank()) {
            section.problem("host", "is needed: the name or address of the receiver");
        }
        boolean syslog = kind == Kind.SYSLOG;
        outputs.add(new OutputSettings(
                kind,
                syslog ? section.choice("format", Format.JSON) : Format.GELF,
                null,
                host,
                section.integer("port", port, 1, 65_535),
                section.choice("protocol", Protocol.UDP),
                syslog ? section.choice("facility", Facility.LOCAL0) : Facility.LOCAL0));
    }
}
