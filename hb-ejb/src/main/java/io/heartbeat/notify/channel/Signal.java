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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signal, by signal-cli-rest-api (github.com/bbernhard/signal-cli-rest-api). */
public final class Signal implements Service {
    @Override
    public String name() {
        return "signal";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.shown(
                "number",
                "\\+[0-9]{5,20}|group\\.[A-Za-z0-9+/=_-]{1,200}",
                "a phone number such as +15550100, or a group"));
    }

    @Override
    public List<String> needs() {
        return List.of("signal_url", "signal_number");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<URI> url = keys.address("url");
        Optional<String> number = keys.text("number");
        List<String> recipients = keys.texts("recipients");
        return url.flatMap(home -> number.map(own -> new Sender(send(home), own, recipients)));
    }

    private static URI send(URI home) {
        String base = home.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v2/send");
    }

    private record Sender(URI url, String number, List<String> recipients) implements Notifier {
        private static final int TEXT = 2_000;

        @Override
        public List<Receiver> receivers() {
            return recipients.stream()
                    .map(one -> new Receiver(one, Map.of("number", one)))
                    .toList();
        }

        @Override
        public List<String> secrets() {
            return List.of();
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
            String recipient = to.value("number", "");
            if (recipient.isEmpty()) {
                return Outcome.refused(0, "no number: the user's channel must name one");
            }
            String body = Json.object(json -> {
                json.writeStringField("number", number);
                json.writeArrayFieldStart("recipients");
                json.writeString(recipient);
                json.writeEndArray();
                json.writeStringField("message", Cut.to(TEXT, letter.whole()));
                json.writeStringField("text_mode", "normal");
            });
            Outcome outcome = means.http().json(url, body, Map.of(), means.timeout());
            // 201 with errors: it was taken, and did not reach the one whom it was for.
            return outcome.kind() == Outcome.Kind.SENT && Json.filled(outcome.answer(), "errors")
                    ? Outcome.retry(outcome.status(), outcome.answer())
                    : outcome;
        }

        @Override
        public String toString() {
            return "signal";
        }
    }
}
