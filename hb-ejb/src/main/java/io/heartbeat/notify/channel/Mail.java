package io.heartbeat.notify.channel;

import io.heartbeat.notify.Cut;
import io.heartbeat.notify.Letter;
import io.heartbeat.threshold.Level;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.stream.Collectors;

/**
 * A letter as a mail. Its number is the letter's, so that a second try is the same mail to whoever reads it; it refers to
 * the mails that told of the same alerts before, so that an incident is one thread.
 */
final class Mail extends MimeMessage {
    private static final int SUBJECT = 250;

    private final String id;

    private Mail(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MimeMessage of(Session session, String from, String to, Letter letter) throws MessagingException {
        InternetAddress sender = new InternetAddress(from);
        String domain = sender.getAddress().substring(sender.getAddress().lastIndexOf('@') + 1);
        Mail mail = new Mail(session, id(letter.id(), domain));
        mail.setFrom(sender);
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(Cut.line(SUBJECT, letter.subject()), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(letter.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Priority", letter.worst() == Level.CRITICAL ? "1" : "3");
        if (!letter.references().isEmpty()) {
            int last = letter.references().size() - 1;
            mail.setHeader("In-Reply-To", id(letter.references().get(last), domain));
            mail.setHeader(
                    "References",
                    letter.references().stream().map(one -> id(one, domain)).collect(Collectors.joining("\r\n ")));
        }
        mail.fill(letter);
        mail.saveChanges();
        return mail;
    }

    private static String id(String letter, String domain) {
        return "<heartbeat." + letter + "@" + domain + ">";
    }

    private void fill(Letter letter) throws MessagingException {
        if (letter.html().isEmpty()) {
            setText(letter.text(), StandardCharsets.UTF_8.name());
            return;
        }
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(letter.text(), "plain"));
        both.addBodyPart(part(letter.html(), "html"));
        setContent(both);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
