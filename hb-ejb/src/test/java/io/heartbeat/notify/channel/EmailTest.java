package io.heartbeat.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.heartbeat.Configured;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.NotifySettings;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Receiver;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through a real SMTP server. */
class EmailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private GreenMail server;

    @AfterEach
    void close() {
        if (server != null) {
            server.stop();
        }
    }

    private void start(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(60_000);
        server = new GreenMail(setup);
        server.start();
    }

    private int port() {
        return server.getSmtp() == null
                ? server.getSmtps().getPort()
                : server.getSmtp().getPort();
    }

    private String yaml(String more) {
        return "smtp_host: 127.0.0.1\nsmtp_port: " + port() + "\nemail_from: heartbeat@example.org\n"
                + "email_to: [ops@example.org]\n" + more;
    }

    @Test
    void aMailHasTextAndHtmlAndAnIncidentIsOneThread() throws MessagingException, IOException {
        start("smtp");
        Letter first = html(Samples.fired(), List.of(), "7.1");
        Outcome outcome = Samples.send(yaml("smtp_tls: off"), first);
        assertThat(outcome.kind()).as(outcome.answer()).isEqualTo(Outcome.Kind.SENT);
        assertThat(outcome.answer()).startsWith("250");
        Samples.send(yaml("smtp_tls: off"), html(Samples.resolved(), List.of("5.0", "7.1"), "9.2"));
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        MimeMessage mail = mails[0];
        assertThat(mail.getMessageID()).isEqualTo("<heartbeat.7.1@example.org>");
        assertThat(mail.getSubject()).isEqualTo("CRITICAL: web - cpu_monitor.cpu_percent = 95.0");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@example.org");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("heartbeat@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("References")).isNull();
        assertThat(mail.getSentDate()).isEqualTo(java.util.Date.from(Samples.AT));
        Multipart parts = (Multipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString().strip())
                .isEqualTo("CRITICAL: web - cpu_monitor.cpu_percent = 95.0");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString()).isEqualToIgnoringNewLines("<p>ü &amp; x</p>");
        assertThat(mails[1].getHeader("In-Reply-To")).containsExactly("<heartbeat.7.1@example.org>");
        assertThat(mails[1].getHeader("References")[0].split("\\s+"))
                .containsExactly("<heartbeat.5.0@example.org>", "<heartbeat.7.1@example.org>");
    }

    private static Letter html(Letter letter, List<String> references, String id) {
        return new Letter(
                id,
                references,
                letter.channel(),
                letter.subject(),
                letter.text(),
                "<p>ü &amp; x</p>",
                letter.url(),
                letter.at(),
                letter.items());
    }

    @Test
    void aHostileSubjectCarriesNoHeader() throws MessagingException {
        start("smtp");
        Samples.send(
                yaml("smtp_tls: off"),
                Samples.letter("DOWN: web\r\nBcc: victim@example.org\r\n\r\nbody ünd", "x", Samples.fire()));
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("DOWN: web Bcc: victim@example.org body ünd");
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void startTlsIsDemandedAndALoginGiven() throws Exception {
        start("smtp");
        server.setUser("hb@example.org", "hb", "s3cret");
        Channel inTheClear = Samples.channel(yaml("smtp_tls: starttls\nsmtp_user: hb\nsmtp_password: s3cret"));
        Outcome refused =
                Samples.send(inTheClear, inTheClear.notifier().receivers().get(0), Samples.fired(), PATIENCE);
        assertThat(refused.kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(refused.answer()).contains("STARTTLS").doesNotContain("s3cret");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void afterStartTlsTheLoginAndTheMailAreEncrypted() throws Exception {
        TlsPair pair = TlsPair.in(folder);
        try (Postmaster postmaster = new Postmaster("250 ok", pair.server())) {
            String yaml = "smtp_host: localhost\nsmtp_port: " + postmaster.port()
                    + "\nsmtp_user: hb\nsmtp_password: s3cret\nemail_to: a@example.org\nsmtp_ca: " + pair.pem();
            Outcome outcome = Samples.send(yaml, Samples.fired());
            assertThat(outcome.kind()).as(outcome.answer()).isEqualTo(Outcome.Kind.SENT);
            assertThat(postmaster.heard).containsSubsequence("STARTTLS", "DATA", ".");
            String login = postmaster.heard.stream()
                    .skip(postmaster.heard.indexOf("STARTTLS"))
                    .filter(line -> line.startsWith("AUTH PLAIN "))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(Base64.getDecoder().decode(login.substring(11)), StandardCharsets.US_ASCII))
                    .endsWith("\0hb\0s3cret");
        }
    }

    @Test
    void byTlsFromTheFirstByteToAServerWhoseAuthorityIsKnown() throws Exception {
        TlsPair pair = TlsPair.in(folder);
        System.setProperty("greenmail.tls.keystore.file", pair.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TlsPair.PASSWORD);
        start("smtps");
        server.setUser("hb@example.org", "hb", "s3cret");
        String yaml =
                yaml("smtp_tls: tls\nsmtp_user: hb\nsmtp_password: s3cret\n").replace("127.0.0.1", "localhost");
        Outcome unknown = Samples.send(yaml, Samples.fired());
        assertThat(unknown.kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(unknown.answer()).contains("let smtp_ca name the PEM file of its authority");
        assertThat(server.getReceivedMessages()).isEmpty();
        String trusting = yaml + "smtp_ca: " + pair.pem();
        Outcome outcome = Samples.send(trusting, Samples.fired());
        assertThat(outcome.kind()).as(outcome.answer()).isEqualTo(Outcome.Kind.SENT);
        assertThat(server.getReceivedMessages()).hasSize(1);
        Outcome foreign = Samples.send(trusting.replace("localhost", "127.0.0.1"), Samples.fired());
        assertThat(foreign.kind()).as("its name is not in the certificate").isEqualTo(Outcome.Kind.RETRY);
        assertThat(foreign.answer()).contains("smtp_host must be a name that stands in the server's certificate");
        Outcome wrong = Samples.send(trusting.replace("s3cret", "wr0ng"), Samples.fired());
        assertThat(wrong.kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(wrong.status()).isEqualTo(535);
        assertThat(wrong.answer()).doesNotContain("wr0ng");
    }

    @Test
    void halfALoginIsFoundWhenTheConfigurationIsRead() {
        assertThat(problems("smtp_host: m\nsmtp_user: hb"))
                .containsExactly("smtp_user: needs smtp_password or smtp_password_file");
        assertThat(problems("smtp_host: m\nsmtp_password: s3cret")).containsExactly("smtp_password: needs smtp_user");
        assertThat(problems("smtp_host: m\nsmtp_user: hb\nsmtp_password_file: /nowhere"))
                .singleElement()
                .asString()
                .contains("smtp_password_file: the secret in /nowhere cannot be read");
    }

    private static List<String> problems(String yaml) {
        return Configured.problems("pushsrv: email\n" + yaml, NotifySettings::from).stream()
                .map(problem -> problem.replaceFirst("^\\S+: ", ""))
                .toList();
    }

    @Test
    void aServerThatRefusesForGoodIsNotAskedAgain() {
        assertThat(conversation("550 5.1.1 no such user").kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(conversation("550 5.1.1 no such user").status()).isEqualTo(550);
        assertThat(conversation("451 4.3.0 later").kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(conversation("451 4.3.0 later").status()).isEqualTo(451);
        assertThat(conversation("close").kind()).isEqualTo(Outcome.Kind.RETRY);
        assertThat(conversation("530 5.7.0 Authentication required").kind())
                .as("somebody may add smtp_user")
                .isEqualTo(Outcome.Kind.RETRY);
    }

    @Test
    void whoSpeaksTlsWhereTheOtherDoesNotIsToldWhatToChange() {
        try (Postmaster postmaster = new Postmaster("250 ok", null)) {
            String yaml = "smtp_tls: tls\nsmtp_host: 127.0.0.1\nsmtp_port: " + postmaster.port()
                    + "\nemail_to: a@example.org";
            assertThat(Samples.send(yaml, Samples.fired()).answer()).contains("smtp_tls: starttls");
        }
    }

    @Test
    void aServerThatHangsOrIsNotThereCostsItsTimeAndNoMore() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Channel channel = Samples.channel("smtp_tls: off\nsmtp_host: 127.0.0.1\nsmtp_port: " + silent.getLocalPort()
                    + "\nemail_to: a@example.org");
            Receiver to = channel.notifier().receivers().get(0);
            Outcome unheard = Samples.send(channel, to, Samples.fired(), Duration.ofMillis(300));
            assertThat(unheard.kind()).isEqualTo(Outcome.Kind.RETRY);
            assertThat(unheard.answer()).contains("smtp_tls: tls");
            silent.close();
            assertThat(Samples.send(channel, to, Samples.fired(), Duration.ofMillis(300))
                            .kind())
                    .isEqualTo(Outcome.Kind.RETRY);
        }
    }

    @Test
    void anAddressIsOneAddress() {
        assertThat(Email.valid("ops@example.org")).isTrue();
        assertThat(List.of("ops", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "", "x: a@b;"))
                .noneMatch(Email::valid);
        Channel channel = Samples.channel("smtp_host: 127.0.0.1");
        Receiver hostile = new Receiver("user:ann", Map.of("address", "a@example.org\nBcc: b@example.org"));
        assertThat(Samples.send(channel, hostile, Samples.fired(), PATIENCE).kind())
                .isEqualTo(Outcome.Kind.REFUSED);
    }

    @Test
    void aMailThatWasTakenStaysSoWhenTheFarewellFails() {
        try (Postmaster postmaster = new Postmaster("250 silent", null)) {
            Channel channel = Samples.channel("smtp_tls: off\nsmtp_host: 127.0.0.1\nsmtp_port: " + postmaster.port()
                    + "\nemail_to: a@example.org");
            Receiver to = channel.notifier().receivers().get(0);
            assertThat(Samples.send(channel, to, Samples.fired(), Duration.ofSeconds(3))
                            .kind())
                    .isEqualTo(Outcome.Kind.SENT);
            assertThat(postmaster.heard).contains("QUIT");
        }
    }

    /** What comes of a server that says this to the recipient. */
    private static Outcome conversation(String toRecipient) {
        try (Postmaster postmaster = new Postmaster(toRecipient, null)) {
            return Samples.send(
                    "smtp_tls: off\nsmtp_host: 127.0.0.1\nsmtp_port: " + postmaster.port()
                            + "\nemail_to: a@example.org",
                    Samples.fired());
        }
    }
}
