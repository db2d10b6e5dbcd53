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
import java.util.regex.Pattern;

/** A bot of Telegram (core.telegram.org/bots/api#sendmessage). Its token is part of the address. */
public final class Telegram implements Service {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9:_-]{1,128}");
    private static final String HOME = "https://api.telegram.org";

    @Override
    public String name() {
        return "telegram";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.shown(
                "chat", "-?[0-9]{1,20}|@[A-Za-z0-9_]{4,32}", "the number of a chat, or a channel with an @ before"));
    }

    @Override
    public List<String> needs() {
        return List.of("telegram_token");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        String home = keys.address("url").map(URI::toString).orElse(HOME);
        Optional<String> token = keys.secret("token");
        Optional<String> chat = keys.text("chat");
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            keys.problem("token", "must be as BotFather gives it: digits, a colon, letters");
            return Optional.empty();
        }
        String base = home.endsWith("/") ? home.substring(0, home.length() - 1) : home;
        return token.map(own -> new Sender(URI.create(base + "/bot" + own + "/sendMessage"), own, chat));
    }

    private record Sender(URI url, String token, Optional<String> chat) implements Notifier {
        private static final int TEXT = 4_096;
        private static final int IN_A_GROUP = 20;

        @Override
        public List<Receiver> receivers() {
            return chat.map(id -> List.of(Receiver.DEFAULT)).orElse(List.of());
        }

        @Override
        public List<String> secrets() {
            return List.of(token);
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
        public int perMinute() {
            return IN_A_GROUP;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            String id = to.value("chat", chat.orElse(""));
            if (id.isEmpty()) {
                return Outcome.refused(0, "no chat: neither the receiver's nor telegram_chat");
            }
            String body = Json.object(json -> {
                json.writeStringField("chat_id", id);
                json.writeStringField("text", Cut.to(TEXT, letter.whole()));
                json.writeObjectFieldStart("link_preview_options");
                json.writeBooleanField("is_disabled", true);
                json.writeEndObject();
            });
            return Http.asked(means.http().json(url, body, Map.of(), means.timeout()), "retry_after");
        }

        @Override
        public String toString() {
            return "telegram";
        }
    }
}
