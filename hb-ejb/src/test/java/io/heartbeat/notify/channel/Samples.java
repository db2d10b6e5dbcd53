package io.heartbeat.notify.channel;

import io.heartbeat.Configured;
import io.heartbeat.SteppedTime;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.Http;
import io.heartbeat.notify.Item;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Means;
import io.heartbeat.notify.NotifySettings;
import io.heartbeat.notify.Occasion;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Receiver;
import io.heartbeat.threshold.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Letters, and channels by their configuration. */
final class Samples {
    static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private Samples() {}

    static Channel channel(String yaml) {
        return Configured.by("pushsrv: all\n" + yaml, NotifySettings::from)
                .channels()
                .values()
                .iterator()
                .next();
    }

    /** Sends to the channel's own receiver. */
    static Outcome send(String yaml, Letter letter) {
        Channel channel = channel(yaml);
        return send(channel, channel.notifier().receivers().get(0), letter, Duration.ofSeconds(60));
    }

    static Outcome send(Channel channel, Receiver to, Letter letter, Duration timeout) {
        return channel.notifier().send(to, letter, new Means(new Http(null, new SteppedTime()), timeout));
    }

    static Letter fired() {
        return letter("CRITICAL: web - cpu_monitor.cpu_percent = 95.0", fire());
    }

    static Letter resolved() {
        return letter("RECOVERED: web - cpu_monitor.cpu_percent = 75.0 (CRITICAL -> OK)", over());
    }

    static Item fire() {
        return item(Occasion.FIRED, Level.OK, Level.CRITICAL, "CRITICAL: web - cpu_monitor.cpu_percent = 95.0");
    }

    static Item over() {
        return item(
                Occasion.RESOLVED,
                Level.CRITICAL,
                Level.OK,
                "RECOVERED: web - cpu_monitor.cpu_percent = 75.0 (CRITICAL -> OK)");
    }

    static Letter letter(String text, Item... items) {
        return letter(text, text, items);
    }

    static Letter letter(String subject, String text, Item... items) {
        return new Letter(
                "7.1767323045000", List.of(), "ops", subject, text, "", "https://hb.example.org/", AT, List.of(items));
    }

    private static Item item(Occasion occasion, Level from, Level to, String text) {
        return new Item(
                3,
                7,
                "web",
                "cpu_monitor.cpu_percent",
                occasion,
                from,
                to,
                95,
                90,
                AT.plusSeconds(60),
                AT,
                text,
                Map.of("alertname", "cpu_monitor.cpu_percent", "host", "web", "origin", "threshold"),
                Map.of(),
                null);
    }
}
