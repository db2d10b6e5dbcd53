package io.heartbeat.pump.sender.heartbeat;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.settings.Section;
import io.heartbeat.wire.loghamster.Dialogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Where and how.
 *
 * @param server name or address
 * @param port of its LogHamster receiver
 * @param host what the server calls this machine; viewers see the hosts of their roles
 * @param log name of the log there; empty for {@code journal/READER}
 * @param service {@code svc:} of the dialogue, may be empty
 * @param whole whether a line has the entry's JSON, else its message
 * @param patience how long the server may take to answer, or to take anything
 * @param tls null for plain TCP
 */
record HeartbeatPlan(
        String server, int port, String host, String log, String service, boolean whole, Duration patience, Tls tls)
        implements SenderPlan {
    private static final int TLS_PORT = 7008;

    private enum Format {
        TEXT,
        JSON
    }

    static HeartbeatPlan from(Section keys) {
        String server = keys.text("heartbeat_server", "");
        if (server.isBlank()) {
            keys.problem("heartbeat_server", "is needed: the name or address of the server");
        }
        Tls tls = Tls.from(keys, "ca", "certfile", "keyfile");
        boolean encrypted = keys.flag("ssl", tls.authorities() != null || tls.certificate() != null);
        String host = keys.text("heartbeat_host", "").strip();
        return new HeartbeatPlan(
                server.strip(),
                keys.integer("heartbeat_port", encrypted ? TLS_PORT : Dialogue.PORT, 1, 65_535),
                host.isEmpty() ? ownName() : host,
                keys.text("heartbeat_log", "").strip(),
                keys.text("heartbeat_service", "").strip(),
                keys.choice("heartbeat_format", Format.TEXT) == Format.JSON,
                keys.seconds("heartbeat_timeout", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofHours(1)),
                encrypted ? tls : null);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        Marks marks = new Marks(context.directory().resolve("stream.json"));
        String name = log.isEmpty() ? "journal/" + context.reader() : log;
        HeartbeatSender sender = new HeartbeatSender(this, name, marks, context.time());
        try {
            sender.connect();
            return sender;
        } catch (IOException | RuntimeException e) {
            sender.close();
            throw e;
        }
    }
}
