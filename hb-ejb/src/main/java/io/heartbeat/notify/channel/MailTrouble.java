package io.heartbeat.notify.channel;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What usually keeps a mail server from being spoken to, in the words of the configuration: Java's own name no key. */
enum MailTrouble {
    /** Nobody who is known here vouches for it. */
    UNTRUSTED(
            "its certificate is not of an authority that is known here: let smtp_ca name the PEM file of its authority"),
    /** Somebody else's certificate, as far as anyone can see. */
    OTHER_NAME("smtp_host must be a name that stands in the server's certificate"),
    /** It greeted in the clear. */
    NOT_TLS("the server does not begin with TLS on this port: smtp_tls: starttls, usually with smtp_port: 587"),
    /** It said nothing: it waits for TLS, as on port 465. */
    SILENT("the server said nothing: if it expects TLS from the first byte, as on port 465, smtp_tls: tls");

    private final String wayOut;

    MailTrouble(String wayOut) {
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }

    /** The trouble of a conversation that failed, when it is one of these. */
    static Optional<MailTrouble> of(MessagingException failure, MailServer.Tls tls) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof CertPathBuilderException) {
            return Optional.of(UNTRUSTED);
        }
        if (cause instanceof CertificateException && message.startsWith("No ")) {
            return Optional.of(OTHER_NAME);
        }
        if (cause instanceof SSLException && message.contains("SSL message")) {
            return Optional.of(NOT_TLS);
        }
        boolean silent = cause instanceof SocketTimeoutException && message.startsWith("Read");
        return silent && tls != MailServer.Tls.TLS ? Optional.of(SILENT) : Optional.empty();
    }
}
