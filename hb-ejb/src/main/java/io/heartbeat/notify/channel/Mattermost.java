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
import io.heartbeat.threshold.Level;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An incoming webhook of Mattermost (developers.mattermost.com/integrate/webhooks/incoming). */
public final class Mattermost implements Service {
    @Override
    public String name() {
        return "mattermost";
    }

    @Override
    public List<Personal> personal() {
        return List.of(
                Personal.shown("channel", "@?[\\p{L}\\p{N}._-]{1,64}", "a channel, or a person with an @ before"),
                Personal.shown("username", "[^\\p{Cntrl}]{1,64}", "a name of at most 64 characters"));
    }

    @Override
    public List<String> needs() {
        return List.of("mattermost_url");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<URI> url = keys.secretAddress("url");
        String channel = keys.text("channel").orElse("");
        String username = keys.text("username").orElse("");
        String icon = keys.text("icon_url").orElse("");
        String priority = keys.text("priority").orElse("");
        if (!List.of("", "important", "urgent").contains(priority)) {
            keys.problem("priority", "must be important or urgent: what Mattermost marks critical posts with");
        }
        return url.map(hook -> new Sender(hook, channel, username, icon, priority));
    }

    private record Sender(URI url, String channel, String username, String icon, String priority) implements Hook {
        private static final int TEXT = 16_383;

        @Override
        public Markup markup() {
            return Markup.MARKDOWN;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            String body = Json.object(json -> {
                json.writeStringField("text", Cut.to(TEXT, letter.whole()));
                Json.text(json, "channel", to.value("channel", channel));
                Json.text(json, "username", to.value("username", username));
                Json.text(json, "icon_url", icon);
                if (!priority.isEmpty() && letter.worst() == Level.CRITICAL) {
                    json.writeObjectFieldStart("priority");
                    json.writeStringField("priority", priority);
                    json.writeEndObject();
                }
            });
            return means.http().json(url, body, Map.of(), means.timeout());
        }

        @Override
        public String toString() {
            return "mattermost";
        }
    }
}
