package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which channels are used and how each service is reached. Secrets show nothing of themselves as text.
 *
 * @param channels that are used
 * @param pushover application and default receiver
 * @param mattermost incoming webhook
 * @param signal signal-cli-rest-api
 * @param mail SMTP
 */
public record NotifySettings(
        Set<Channel> channels, Pushover pushover, Mattermost mattermost, Signal signal, MailSettings mail) {
    /** Copies the set. */
    public NotifySettings {
        channels = Set.copyOf(channels);
    }

    /**
     * Pushover.
     *
     * @param token of the application
     * @param user or group that gets what no user's own key takes
     */
    public record Pushover(Optional<String> token, Optional<String> user) {
        @Override
        public String toString() {
            return "Pushover";
        }
    }

    /**
     * Mattermost.
     *
     * @param url of the incoming webhook, which is a secret
     */
    public record Mattermost(
            Optional<String> url, Optional<String> channel, Optional<String> username, Optional<String> iconUrl) {
        @Override
        public String toString() {
            return "Mattermost";
        }
    }

    /**
     * Signal.
     *
     * @param url of the REST service
     * @param number that sends
     */
    public record Signal(Optional<String> url, Optional<String> number, List<String> recipients) {}

    /** Whether any channel is used. */
    public boolean configured() {
        return !channels.isEmpty();
    }

    /** Reads pushsrv and the keys of all channels. */
    public static NotifySettings from(Section root) {
        return new NotifySettings(
                channels(root),
                new Pushover(root.secret("pushover_token"), root.secret("pushover_user")),
                new Mattermost(
                        root.secret("mattermost_url"),
                        optional(root, "mattermost_channel"),
                        optional(root, "mattermost_username"),
                        optional(root, "mattermost_icon_url")),
                new Signal(
                        optional(root, "signal_url"), optional(root, "signal_number"), root.texts("signal_recipients")),
                MailSettings.from(root));
    }

    private static Set<Channel> channels(Section root) {
        Set<Channel> channels = EnumSet.noneOf(Channel.class);
        for (String written : root.texts("pushsrv")) {
            String name = written.strip().toLowerCase(Locale.ROOT);
            if (name.equals("all")) {
                channels.addAll(EnumSet.allOf(Channel.class));
                continue;
            }
            Arrays.stream(Channel.values())
                    .filter(channel -> channel.label().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            channels::add,
                            () -> root.problem(
                                    "pushsrv",
                                    "must be pushover, mattermost, signal, email or all; found `" + written + "`"));
        }
        return channels;
    }

    private static Optional<String> optional(Section root, String key) {
        return Optional.ofNullable(root.text(key, null));
    }
}
