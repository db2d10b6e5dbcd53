package io.heartbeat.notify.channel;

import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Outcome;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One conversation with an SMTP server for each mail: a mail that was taken is never in doubt because of the next one. The
 * server's name must be in its certificate.
 *
 * @param server whom to speak to
 * @param timeout how long each answer may take
 */
record Smtp(MailServer server, Duration timeout) {
    /** RFC 4954, 6. */
    private static final int LOGIN_NEEDED = 530;

    private static final Pattern CODE = Pattern.compile("(?m)(?:^|response: )([45][0-9]{2})(?=[ -]|$)");

    /** Sends one mail to one address. */
    Outcome send(String from, String to, Letter letter) {
        try {
            Session session = Session.getInstance(properties());
            MimeMessage mail = Mail.of(session, from, to, letter);
            Transport transport = session.getTransport("smtp");
            try {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.user().orElse(null),
                        server.password().orElse(null));
                transport.sendMessage(mail, new Address[] {mail.getAllRecipients()[0]});
                return Outcome.sent(250, lastAnswer(transport));
            } finally {
                sayGoodbye(transport);
            }
        } catch (MessagingException e) {
            return judged(e, server.tls());
        } catch (IOException | GeneralSecurityException e) {
            return Outcome.retry(0, "smtp_ca cannot be used: " + e.getMessage());
        }
    }

    /** A mail that was taken stays so when the farewell fails. */
    private static void sayGoodbye(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            System.getLogger(Smtp.class.getName()).log(Level.DEBUG, "the mail server did not say goodbye", e);
        }
    }

    private Properties properties() throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        String millis = Long.toString(timeout.toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(server.user().isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.tls() == MailServer.Tls.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.tls() == MailServer.Tls.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.tls() == MailServer.Tls.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.allow8bitmime", "true");
        if (server.authorities().isPresent()) {
            properties.put("mail.smtp.ssl.socketFactory", server.trusting());
            // Else a failed handshake is tried again with the machine's authorities, which smtp_ca replaces.
            properties.put("mail.smtp.socketFactory.fallback", "false");
        }
        return properties;
    }

    /** What the server said last; the API does not have it, the implementation of both servers does. */
    private static String lastAnswer(Transport transport) {
        try {
            Object answer =
                    transport.getClass().getMethod("getLastServerResponse").invoke(transport);
            return answer == null ? "taken" : answer.toString().strip();
        } catch (ReflectiveOperationException another) {
            return "taken";
        }
    }

    /** 4yz is said of the moment, 5yz of the mail (RFC 5321, 4.2.1); a login that is wrong or missing may be put right meanwhile. */
    private static Outcome judged(MessagingException failure, MailServer.Tls tls) {
        StringBuilder said = new StringBuilder();
        for (Exception one = failure; one != null; one = next(one)) {
            String message = one.getMessage() == null ? one.getClass().getSimpleName() : one.getMessage();
            if (said.indexOf(message) < 0) {
                said.append(said.length() == 0 ? "" : "\n").append(message.strip());
            }
        }
        Matcher code = CODE.matcher(said);
        int status = code.find() ? Integer.parseInt(code.group(1)) : 0;
        boolean password = failure instanceof AuthenticationFailedException || status == LOGIN_NEEDED;
        MailTrouble.of(failure, tls).ifPresent(trouble -> said.append('\n').append(trouble.wayOut()));
        return status >= 500 && !password
                ? Outcome.refused(status, said.toString())
                : Outcome.retry(status, said.toString());
    }

    private static Exception next(Exception failure) {
        return failure instanceof MessagingException chained ? chained.getNextException() : null;
    }
}
