package io.heartbeat.notify.channel;

import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Markup;
import io.heartbeat.notify.Means;
import io.heartbeat.notify.Notifier;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Personal;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Service;
import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mail by SMTP: in the clear to this very machine, by STARTTLS (RFC 3207), or by TLS from the first byte (RFC 8314). */
public final class Email implements Service {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Cntrl}<>()\\[\\],;:@\"\\\\]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");

    @Override
    public String name() {
        return "email";
    }

    @Override
    public List<Personal> personal() {
        return List.of(new Personal("address", false, Email::valid, "one mail address, such as ann@example.org"));
    }

    @Override
    public List<String> needs() {
        return List.of("smtp_host");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Section section = keys.section();
        MailServer.Tls tls = section.choice("smtp_tls", MailServer.Tls.STARTTLS);
        String host = section.text("smtp_host", null);
        int port = section.integer("smtp_port", tls.port(), 1, 65_535);
        Optional<String> user = Optional.ofNullable(section.text("smtp_user", null));
        Optional<String> password = section.secret("smtp_password");
        Optional<Path> authorities = Optional.ofNullable(section.path("smtp_ca", null));
        String from = keys.text("from").orElse("heartbeat@localhost");
        check(keys, "from", from);
        List<String> to = keys.texts("to");
        to.forEach(address -> check(keys, "to", address));
        MailServer server = new MailServer(host, port, tls, user, password, authorities);
        if (user.isPresent() && password.isEmpty() && !section.has("smtp_password_file")) {
            section.problem("smtp_user", "needs smtp_password or smtp_password_file");
        }
        if (user.isEmpty() && password.isPresent()) {
            section.problem("smtp_password", "needs smtp_user");
        }
        authorities.ifPresent(file -> server.problem().ifPresent(why -> section.problem("smtp_ca", why)));
        return host == null ? Optional.empty() : Optional.of(new Sender(server, from, to));
    }

    private static void check(Keys keys, String key, String address) {
        if (!valid(address)) {
            keys.problem(key, "`" + address + "` is no mail address, such as operations@example.org");
        }
    }

    /** One address, whole: nothing that could be a second one, or a header. */
    static boolean valid(String address) {
        return ADDRESS.matcher(address).matches();
    }

    private record Sender(MailServer server, String from, List<String> to) implements Notifier {
        @Override
        public List<Receiver> receivers() {
            return to.stream()
                    .map(address -> new Receiver(address, Map.of("address", address)))
                    .toList();
        }

        @Override
        public List<String> secrets() {
            return server.password().map(List::of).orElse(List.of());
        }

        @Override
        public Markup markup() {
            return Markup.PLAIN;
        }

        @Override
        public Outcome send(Receiver receiver, Letter letter, Means means) {
            String address = receiver.value("address", "");
            if (!valid(address)) {
                return Outcome.refused(0, address.isEmpty() ? "no mail address" : "not a mail address");
            }
            return server.send(from, address, letter, means.timeout());
        }

        @Override
        public String toString() {
            return "email";
        }
    }
}
