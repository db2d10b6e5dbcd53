package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which channels are used, who is told over them, and in what words.
 *
 * @param channels that are selected and set up, by name
 * @param routes who is told of what, when; none: everybody of everything that they may see
 * @param wordings templates
 * @param group how long news waits for other news to go with it
 * @param giveUp how long a letter is tried again
 * @param keep how long the log is kept
 * @param mostWaiting how many pieces of news may wait for one receiver on one channel; more are counted and left out
 * @param reach which machines are called because users say so
 * @param url of the console, as people reach it
 */
public record NotifySettings(
        Map<String, Channel> channels,
        List<Route> routes,
        Wordings wordings,
        Duration group,
        Duration giveUp,
        Duration keep,
        int mostWaiting,
        Reach reach,
        Optional<URI> url) {
    private static final int MOST_WAITING = 50_000;

    /** Copies the collections. */
    public NotifySettings {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        routes = List.copyOf(routes);
    }

    /** Whether any channel is used. */
    public boolean configured() {
        return !channels.isEmpty();
    }

    /** The console's address as text, empty when it is not known. */
    String home() {
        return url.map(URI::toString).orElse("");
    }

    /** Reads pushsrv, channels, routes, templates, notify_… and the keys of all services. */
    public static NotifySettings from(Section root) {
        Map<String, Service> known = Channels.named(root);
        return new NotifySettings(
                Channels.selected(root),
                Route.from(root, known),
                Wordings.from(root, known),
                root.seconds("notify_group", Duration.ofSeconds(30), Duration.ZERO, Duration.ofHours(1)),
                root.seconds("notify_give_up", Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofDays(30)),
                root.seconds("notify_keep", Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(3_650)),
                root.integer("notify_most_waiting", MOST_WAITING, 50, 1_000_000),
                Reach.from(root),
                new Keys(root, "notify_").address("url"));
    }

    /** The files of templates that it was read from, and their directory. */
    public List<Path> files() {
        return wordings.files();
    }

    /** Without what notifiers know. */
    @Override
    public String toString() {
        return "NotifySettings" + channels.keySet();
    }
}
