package io.heartbeat.web.api;

import io.heartbeat.access.Origin;
import io.heartbeat.access.User;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.OwnChannels;
import io.heartbeat.notify.Recipient;
import jakarta.json.stream.JsonGenerator;
import java.util.Locale;

/** Users' own channels as JSON, without their secrets. */
final class ChannelJson {
    private ChannelJson() {}

    /** Whether a user's channels can be changed here: those of the configuration file cannot. */
    static boolean editable(User user) {
        return user.origin() != Origin.CONFIGURATION;
    }

    /** What there is to choose from. */
    static void offers(JsonGenerator json, OwnChannels own) {
        json.writeStartArray("available");
        own.offers().forEach(offer -> {
            json.writeStartObject();
            json.write("channel", offer.channel());
            json.write("service", offer.service());
            json.writeStartArray("values");
            offer.says().forEach(one -> {
                json.writeStartObject();
                json.write("key", one.key());
                json.write("secret", one.secret());
                json.write("needed", one == offer.says().get(0));
                json.write("rule", one.rule());
                json.writeEnd();
            });
            json.writeEnd();
            json.writeEnd();
        });
        json.writeEnd();
    }

    /** A user's. */
    static void list(JsonGenerator json, OwnChannels own, User user) {
        json.writeStartArray("channels");
        user.channels().forEach(recipient -> {
            json.writeStartObject();
            members(json, own, recipient);
            json.writeEnd();
        });
        json.writeEnd();
    }

    /** One; a secret that is set is null. */
    static void members(JsonGenerator json, OwnChannels own, Recipient recipient) {
        json.write("channel", recipient.channel());
        json.write("enabled", recipient.enabled());
        json.write("available", own.offer(recipient.channel()).isPresent());
        json.writeStartObject("values");
        own.shown(recipient).forEach((key, value) -> JsonOut.text(json, key, value));
        json.writeEnd();
    }

    /** What came of a try. */
    static void tried(JsonGenerator json, String channel, NotificationDesk.Tried tried) {
        json.write("channel", channel);
        json.write("receiver", tried.receiver());
        json.write("result", result(tried));
        json.write("status", tried.outcome().status());
        json.write("answer", tried.outcome().answer());
        json.write("took_ms", tried.millis());
    }

    /** The same for the audit log. */
    static String told(NotificationDesk.Tried tried) {
        return tried.receiver() + ": " + result(tried);
    }

    private static String result(NotificationDesk.Tried tried) {
        return tried.outcome().kind().name().toLowerCase(Locale.ROOT);
    }
}
