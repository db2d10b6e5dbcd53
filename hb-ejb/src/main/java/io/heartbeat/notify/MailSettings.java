package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.util.List;
import java.util.Optional;

/**
 * Mail by SMTP.
 *
 * @param host empty when mail is not set up
 * @param tls how the connection is protected
 * @param from sender's address
 * @param to receivers besides the users' own addresses
 */
public record MailSettings(
        Optional<String> host,
        int port,
        Tls tls,
        Optional<String> user,
        Optional<String> password,
        String from,
        List<String> to) {
    /** Protection of the connection. */
    public enum Tls {
        /** None, for a server on this very machine. */
        OFF,
        /** Begins in the clear and changes over (RFC 3207). */
        STARTTLS,
        /** From the first byte (RFC 8314). */
        TLS
    }

    static MailSettings from(Section root) {
        Tls tls = root.choice("smtp_tls", Tls.STARTTLS);
        int usual =
                switch (tls) {
                    case OFF -> 25;
                    case STARTTLS -> 587;
                    case TLS -> 465;
                };
        return new MailSettings(
                Optional.ofNullable(root.text("smtp_host", null)),
                root.integer("smtp_port", usual, 1, 65535),
                tls,
                Optional.ofNullable(root.text("smtp_user", null)),
                root.secret("smtp_password"),
                root.text("email_from", "heartbeat@localhost"),
                root.texts("email_to"));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + host.orElse("none") + ":" + port + "]";
    }
}
