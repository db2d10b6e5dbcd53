package io.heartbeat.it.journey;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** A mail server of the test's own, which outlives the servers that are killed. */
final class Mails implements AutoCloseable {
    private final GreenMail server;

    Mails() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", "smtp");
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.start();
    }

    /** The lines of a configuration that has news mailed here. */
    List<String> configuration() {
        return List.of(
                "smtp_host: 127.0.0.1",
                "smtp_port: " + server.getSmtp().getPort(),
                "smtp_tls: off",
                "email_to: operations@example.org",
                "email_from: heartbeat@example.org",
                "email_per_minute: 6000");
    }

    /** The text of every mail that arrived, in their order. */
    List<String> texts() {
        return Arrays.stream(server.getReceivedMessages()).map(Mails::text).toList();
    }

    /** Every piece of news that arrived, as often as it did. */
    List<String> news() {
        return texts().stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** The newest mail that tells of this, which must have arrived. */
    MimeMessage telling(String text) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> text(mail).contains(text))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static String text(MimeMessage mail) {
        try {
            return ((Multipart) mail.getContent()).getBodyPart(0).getContent().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
