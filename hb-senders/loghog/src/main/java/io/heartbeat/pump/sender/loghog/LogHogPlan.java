package io.heartbeat.pump.sender.loghog;

import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderPlan;
import io.heartbeat.pump.sender.Tls;
import io.heartbeat.settings.Section;
import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.io.IOException;
import java.util.Set;

/**
 * Where and how.
 *
 * @param server name or address
 * @param port TCP
 * @param application {@code app_id}, as the server's facilities name it
 * @param hostname of entries that name none; empty leaves it to the server
 * @param secret of the facility; null sends unsigned
 * @param signing which signatures a message bears
 * @param whole whether a body is the entry's JSON, else its severity and message
 * @param maxMessage bytes of a payload that the server takes
 * @param compressed whether payloads are zlib
 * @param confirm whether each batch ends its connection and waits until the server has read it all
 * @param tls null for plain TCP
 */
record LogHogPlan(
        String server,
        int port,
        String application,
        String hostname,
        String secret,
        Set<Signing> signing,
        boolean whole,
        int maxMessage,
        boolean compressed,
        boolean confirm,
        Tls tls)
        implements SenderPlan {
    private static final int PORT = 5566;
    private static final int TLS_PORT = 5577;
    private static final int LEAST_MESSAGE = 1024;

    private enum Body {
        MESSAGE,
        JSON
    }

    private enum Signatures {
        MD5,
        SHA256,
        BOTH
    }

    static LogHogPlan from(Section keys) {
        String server = keys.text("loghog_server", "");
        if (server.isBlank()) {
            keys.problem("loghog_server", "is needed: the name or address of the server");
        }
        String application = keys.text("loghog_application", "");
        if (application.isBlank()) {
            keys.problem("loghog_application", "is needed: the name of a facility of the server");
        }
        Tls tls = Tls.from(keys, "ca", "certfile", "keyfile");
        boolean encrypted = keys.flag("ssl", tls.authorities() != null || tls.certificate() != null);
        return new LogHogPlan(
                server.strip(),
                keys.integer("loghog_port", encrypted ? TLS_PORT : PORT, 1, 65_535),
                application.strip(),
                keys.text("loghog_hostname", ""),
                keys.secret("loghog_secret").filter(secret -> !secret.isEmpty()).orElse(null),
                signing(keys.choice("loghog_signing", Signatures.BOTH)),
                keys.choice("loghog_body", Body.MESSAGE) == Body.JSON,
                maxMessage(keys),
                keys.flag("loghog_compress", false),
                keys.flag("confirm", true),
                encrypted ? tls : null);
    }

    private static Set<Signing> signing(Signatures which) {
        return switch (which) {
            case MD5 -> Set.of(Signing.MD5);
            case SHA256 -> Set.of(Signing.SHA256);
            case BOTH -> Set.of(Signing.MD5, Signing.SHA256);
        };
    }

    private static int maxMessage(Section keys) {
        long bytes = keys.bytes("loghog_max_message", Frame.USUAL_BOUND);
        if (bytes < LEAST_MESSAGE || bytes > 1 << 20) {
            keys.problem("loghog_max_message", "must be from 1KiB to 1MiB: what the server takes");
            return Frame.USUAL_BOUND;
        }
        return (int) bytes;
    }

    @Override
    public Sender open(SenderContext context) throws IOException {
        LogHogSender sender = new LogHogSender(this);
        sender.connect();
        return sender;
    }

    @Override
    public String toString() {
        return "LogHogPlan[" + application + " to " + server + ":" + port + (secret == null ? "" : ", signed")
                + (tls == null ? "" : ", " + tls) + "]";
    }
}
