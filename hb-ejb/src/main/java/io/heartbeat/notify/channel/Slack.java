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

/** An incoming webhook of Slack (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
public final class Slack implements Service {
    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.hook());
    }

    @Override
    public List<String> needs() {
        return List.of("slack_url");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        return keys.secretAddress("url").map(Sender::new);
    }

    private record Sender(URI url) implements Hook {
        private static final int TEXT = 4_000;

        @Override
        public Markup markup() {
            return Markup.SLACK;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            String body = Json.object(json -> {
                json.writeStringField("text", Cut.to(TEXT, letter.whole()));
                json.writeBooleanField("unfurl_links", false);
            });
            return means.http().json(url(to), body, Map.of(), means.timeout());
        }

        @Override
        public String toString() {
            return "slack";
        }
    }
}
