package io.heartbeat.notify.channel;

import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Outcome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * An SMTP server, and one conversation with it for each mail: a mail that was taken is never in doubt because of the next
 * one. Its name must be in its certificate.
 *
 * @param authorities PEM file of those who may have signed it, instead of the machine's
 */
record MailServer(
        String host,
        int port,
        Tls tls,
        Optional<String> user,
        Optional<String> password,
        Optional<Path> authorities) {
    private static final Pattern CODE = Pattern.compile("(?m)(?:^|response: )([45][0-9]{2})(?=[ -]|$)");

    /** Protection of the connection. */
    enum Tls {
        /** None, for a server on this very machine. */
        OFF,
        /** Begins in the clear and changes over, or ends. */
        STARTTLS,
        /** From the first byte. */
        TLS;

        /** The usual port. */
        int port() {
            return switch (this) {
                case OFF -> 25;
                case STARTTLS -> 587;
                case TLS -> 465;
            };
        }
    }

    /** What is wrong with the file of authorities, empty when nothing is. */
    Optional<String> problem() {
        try {
            trusting();
            return Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.of("must be a PEM file of certificates: " + e.getMessage());
        }
    }

    /** Sends one mail to one address. */
    Outcome send(String from, String to, Letter letter, Duration timeout) {
        try {
            Session session = Session.getInstance(properties(timeout));
            MimeMessage mail = Mail.of(session, from, to, letter);
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(host, port, user.orElse(null), password.orElse(null));
                transport.sendMessage(mail, new Address[] {mail.getAllRecipients()[0]});
                return Outcome.sent(250, lastAnswer(transport));
            }
        } catch (MessagingException e) {
            return judged(e);
        } catch (IOException | GeneralSecurityException e) {
            return Outcome.retry(0, "smtp_ca cannot be used: " + e.getMessage());
        }
    }

    private Properties properties(Duration timeout) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        String millis = Long.toString(timeout.toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(user.isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.allow8bitmime", "true");
        if (authorities.isPresent()) {
            properties.put("mail.smtp.ssl.socketFactory", trusting());
        }
        return properties;
    }

    private SSLSocketFactory trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authorities.orElseThrow())) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), one);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** What the server said last; the API does not have it, the implementation of both servers does. */
    private static String lastAnswer(Transport transport) {
        try {
            Object answer = transport.getClass().getMethod("getLastServerResponse").invoke(transport);
            return answer == null ? "taken" : answer.toString().strip();
        } catch (ReflectiveOperationException another) {
            return "taken";
        }
    }

    /** 4yz is said of the moment, 5yz of the mail (RFC 5321, 4.2.1); a wrong password may be put right meanwhile. */
    private static Outcome judged(MessagingException failure) {
        StringBuilder said = new StringBuilder();
        for (Exception one = failure; one != null; one = next(one)) {
            String message = one.getMessage() == null ? one.getClass().getSimpleName() : one.getMessage();
            if (said.indexOf(message) < 0) {
                said.append(said.length() == 0 ? "" : "\n").append(message.strip());
            }
        }
        Matcher code = CODE.matcher(said);
        int status = code.find() ? Integer.parseInt(code.group(1)) : 0;
        boolean password = failure instanceof jakarta.mail.AuthenticationFailedException;
        return status >= 500 && !password
                ? Outcome.refused(status, said.toString())
                : Outcome.retry(status, said.toString());
    }

    private static Exception next(Exception failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : null;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + "]";
    }
}
