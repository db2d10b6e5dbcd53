package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.settings.Section;
import java.io.IOException;

/**
 * Where and how.
 *
 * @param server name or address
 * @param port TCP
 * @param template what a message looks like
 * @param defaults facility and severity of entries that have none
 * @param maxMessageSize bytes of a message, its frame not counted; what is longer is cut
 * @param counted whether each message has its length in front (RFC 6587, octet counting), else a line feed behind
 * @param confirm whether each batch ends its connection and waits until the server has read it all
 * @param tls null for plain TCP
 */
record RsyslogPlan(
        String server,
        int port,
        Template template,
        Priority defaults,
        int maxMessageSize,
        boolean counted,
        boolean confirm,
        Tls tls)
        implements SenderPlan {
    private enum Format {
        RFC5424,
        RFC3164,
        CUSTOM
    }

    private enum Framing {
        NEWLINE,
        OCTET_COUNTING
    }

    static RsyslogPlan from(Section keys) {
        String server = keys.text("rsyslog_server", "");
        if (server.isBlank()) {
            keys.problem("rsyslog_server", "is needed: the name or address of the server");
        }
        Tls tls = Tls.from(keys, "ca_certs", "client_cert", "client_key");
        boolean encrypted = keys.flag("ssl", false) || tls.authorities() != null;
        if (!encrypted && tls.certificate() != null) {
            keys.problem("client_cert", "goes with ssl: true, or with ca_certs");
        }
        return new RsyslogPlan(
                server.strip(),
                keys.integer("rsyslog_port", 514, 1, 65_535),
                template(keys),
                new Priority(keys.integer("default_facility", 1, 0, 23), keys.integer("default_severity", 6, 0, 7)),
                keys.integer("max_message_size", 2048, 480, 1 << 20),
                keys.choice("framing", Framing.NEWLINE) == Framing.OCTET_COUNTING,
                keys.flag("confirm", true),
                encrypted ? tls : null);
    }

    private static Template template(Section keys) {
        Format format = keys.choice("format", Format.RFC5424);
        String line = keys.text("logline", null);
        String data = structuredData(keys.text("structured_data", ""));
        if (data.indexOf('\n') >= 0) {
            keys.problem("structured_data", "must stand in one line");
        }
        try {
            Template custom = line == null ? null : Template.parse(line, data);
            if (format == Format.CUSTOM && custom == null) {
                keys.problem("logline", "is needed with format: custom");
            }
            if (format == Format.CUSTOM && custom != null) {
                return custom;
            }
        } catch (IllegalArgumentException e) {
            keys.problem("logline", e.getMessage());
        }
        return Template.parse(format == Format.RFC3164 ? Template.RFC3164 : Template.RFC5424, data);
    }

    /** With or without the brackets of RFC 5424. */
    private static String structuredData(String text) {
        String data = text.strip();
        return data.isEmpty() || data.equals("-") ? "-" : data.startsWith("[") ? data : "[" + data + "]";
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        RsyslogSender sender = new RsyslogSender(this);
        sender.connect();
        return sender;
    }

    @Override
    public String toString() {
        return "RsyslogPlan[" + server + ":" + port + (tls == null ? "" : ", " + tls)
                + "]"; // the template may hold a token
    }
}
