package io.heartbeat.notify.channel;

import io.heartbeat.notify.Cut;
import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Markup;
import io.heartbeat.notify.Means;
import io.heartbeat.notify.Notifier;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Personal;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Service;
import io.heartbeat.threshold.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pushover's message API (pushover.net/api). */
public final class Pushover implements Service {
    private static final String HOME = "https://api.pushover.net/1/messages.json";
    private static final int EMERGENCY = 2;
    private static final int LOWEST = -2;
    private static final int TOO_MANY = 429;

    @Override
    public String name() {
        return "pushover";
    }

    @Override
    public List<Personal> personal() {
        return List.of(
                Personal.secret(
                        "user",
                        "[A-Za-z0-9_-]{1,64}",
                        "a key of letters and digits, as Pushover's first page shows it"),
                Personal.shown("device", "[A-Za-z0-9_,-]{1,255}", "names of devices, with commas between"),
                Personal.shown("priority", "-?[0-2]", "a whole number from -2 to 2"));
    }

    @Override
    public List<String> needs() {
        return List.of("pushover_token");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<String> token = keys.secret("token");
        Optional<String> user = keys.secret("user");
        Optional<URI> url = keys.address("url");
        int priority = keys.integer("priority", 1, LOWEST, EMERGENCY);
        return token.map(own -> new Sender(url.orElse(URI.create(HOME)), own, user, priority));
    }

    private record Sender(URI url, String token, Optional<String> user, int priority) implements Notifier {
        private static final int TITLE = 250;
        private static final int MESSAGE = 1024;
        private static final int URL = 512;

        @Override
        public List<Receiver> receivers() {
            return user.map(key -> List.of(Receiver.DEFAULT)).orElse(List.of());
        }

        @Override
        public List<String> secrets() {
            List<String> secrets = new ArrayList<>(List.of(token));
            user.ifPresent(secrets::add);
            return secrets;
        }

        @Override
        public List<String> secrets(Receiver to) {
            return List.of(to.value("user", ""));
        }

        @Override
        public boolean overHttp() {
            return true;
        }

        @Override
        public Markup markup() {
            return Markup.PLAIN;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            String key = to.value("user", user.orElse(""));
            if (key.isEmpty()) {
                return Outcome.refused(0, "no user key: neither the receiver's nor pushover_user");
            }
            String type = "application/x-www-form-urlencoded";
            Outcome outcome = means.http().post(url, type, form(key, to, letter), Map.of(), means.timeout());
            // Their rule: 4xx is never tried again. A used-up quota is 429 too, and then nobody says how long to wait.
            return outcome.status() == TOO_MANY && outcome.pause() == null
                    ? Outcome.refused(TOO_MANY, outcome.answer())
                    : outcome;
        }

        private String form(String key, Receiver to, Letter letter) {
            int urgency = urgency(to, letter);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("token", token);
            fields.put("user", key);
            fields.put("message", Cut.to(MESSAGE, letter.text().isBlank() ? letter.subject() : letter.text()));
            fields.put("title", Cut.line(TITLE, letter.subject()));
            if (!letter.url().isEmpty() && letter.url().length() <= URL) {
                fields.put("url", letter.url());
            }
            fields.put("priority", Integer.toString(urgency));
            if (urgency == EMERGENCY) {
                fields.put("retry", "60");
                fields.put("expire", "3600");
            }
            if (!to.value("device", "").isEmpty()) {
                fields.put("device", to.value("device", ""));
            }
            return fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }

        /** The configured priority is that of what is critical; the rest disturbs less. */
        private int urgency(Receiver to, Letter letter) {
            int most = priority;
            if (to.value("priority", "").matches("-?[0-2]")) {
                most = Integer.parseInt(to.value("priority", ""));
            }
            return letter.worst() == Level.CRITICAL ? most : Math.min(most, letter.resolved() ? -1 : 0);
        }

        @Override
        public String toString() {
            return "pushover";
        }
    }
}
