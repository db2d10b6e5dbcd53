package io.heartbeat.notify.channel;

import io.heartbeat.notify.Cut;
import io.heartbeat.notify.Json;
import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Markup;
import io.heartbeat.notify.Means;
import io.heartbeat.notify.Notifier;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Personal;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A topic of ntfy, as JSON (docs.ntfy.sh/publish). Whoever knows a topic can read it, so it is kept like a secret. */
public final class Ntfy implements Service {
    private static final String HOME = "https://ntfy.sh/";

    @Override
    public String name() {
        return "ntfy";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.secret("topic", "[A-Za-z0-9_-]{1,64}", "1 to 64 letters, digits, - and _"));
    }

    @Override
    public List<String> needs() {
        return List.of("ntfy_topic");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<URI> url = keys.address("url");
        Optional<String> topic = keys.secret("topic");
        Optional<String> token = keys.secret("token");
        return topic.isEmpty() && url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sender(url.orElse(URI.create(HOME)), topic, token));
    }

    private record Sender(URI url, Optional<String> topic, Optional<String> token) implements Notifier {
        private static final int TITLE = 250;
        private static final int MESSAGE_BYTES = 4_096;

        @Override
        public List<Receiver> receivers() {
            return topic.map(name -> List.of(Receiver.DEFAULT)).orElse(List.of());
        }

        @Override
        public List<String> secrets() {
            List<String> secrets = new ArrayList<>();
            topic.ifPresent(secrets::add);
            token.ifPresent(secrets::add);
            return secrets;
        }

        @Override
        public List<String> secrets(Receiver to) {
            return List.of(to.value("topic", ""));
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
            String name = to.value("topic", topic.orElse(""));
            if (name.isEmpty()) {
                return Outcome.refused(0, "no topic: neither the receiver's nor ntfy_topic");
            }
            String body = Json.object(json -> {
                json.writeStringField("topic", name);
                json.writeStringField("title", Cut.line(TITLE, letter.subject()));
                json.writeStringField("message", Cut.bytes(MESSAGE_BYTES, letter.text()));
                json.writeNumberField("priority", priority(letter));
                json.writeArrayFieldStart("tags");
                json.writeString(letter.resolved() ? "white_check_mark" : "rotating_light");
                json.writeEndArray();
                Json.text(json, "click", letter.url());
            });
            Map<String, String> headers = token.map(secret -> Map.of("Authorization", "Bearer " + secret))
                    .orElse(Map.of());
            return means.http().json(url, body, headers, means.timeout());
        }

        private static int priority(Letter letter) {
            return switch (letter.worst()) {
                case OK -> 2;
                case WARNING, UNKNOWN -> 4;
                case CRITICAL -> 5;
            };
        }

        @Override
        public String toString() {
            return "ntfy";
        }
    }
}
