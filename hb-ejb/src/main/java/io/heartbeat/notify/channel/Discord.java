package io.heartbeat.notify.channel;

import io.heartbeat.notify.Cut;
import io.heartbeat.notify.Http;
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

/** A webhook of Discord (discord.com/developers/docs/resources/webhook#execute-webhook). */
public final class Discord implements Service {
    @Override
    public String name() {
        return "discord";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.hook());
    }

    @Override
    public List<String> needs() {
        return List.of("discord_url");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<URI> url = keys.secretAddress("url");
        String username = keys.text("username").orElse("Heartbeat");
        return url.map(hook -> new Sender(hook, username));
    }

    private record Sender(URI url, String username) implements Hook {
        private static final int CONTENT = 2_000;

        @Override
        public Markup markup() {
            return Markup.MARKDOWN;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            String body = Json.object(json -> {
                json.writeStringField("content", Cut.to(CONTENT, letter.whole()));
                Json.text(json, "username", username);
                json.writeObjectFieldStart("allowed_mentions");
                json.writeArrayFieldStart("parse");
                json.writeEndArray();
                json.writeEndObject();
            });
            return Http.asked(means.http().json(url(to), body, Map.of(), means.timeout()), "retry_after");
        }

        @Override
        public String toString() {
            return "discord";
        }
    }
}
