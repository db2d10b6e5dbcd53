package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.Configured;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What users say of how to reach them. */
class OwnChannelsTest {
    private final OwnChannels own = new OwnChannels(Configured.by(
            """
            pushsrv: [email, pushover, slack, night]
            smtp_host: 127.0.0.1
            pushover_token: t0ken
            slack_url: https://hooks.example.org/x
            channels: {night: {type: telegram, token: "1:a"}}
            """,
            NotifySettings::from));

    @Test
    void thereIsToChooseFromWhatIsUsed() {
        assertThat(own.offers())
                .extracting(OwnChannels.Offer::channel)
                .containsExactly("email", "pushover", "slack", "night");
        assertThat(own.offer("Night").orElseThrow().says())
                .extracting(Personal::key)
                .containsExactly("chat");
        assertThat(own.offer("ntfy")).isEmpty();
    }

    @Test
    void aSecretThatIsNotSaidAgainStaysAndIsNotShown() {
        Recipient first = said("pushover", Map.of("user", "annsKey", "device", "phone"), null);
        assertThat(own.shown(first)).isEqualTo(shown("device", "phone", "user", null));
        Recipient changed = said("pushover", Map.of("priority", "1"), first);
        assertThat(changed.values()).isEqualTo(Map.of("user", "annsKey", "priority", "1"));
        assertThat(changed.typed()).isTrue();
        assertThat(said("pushover", Map.of("user", "another"), changed).values())
                .isEqualTo(Map.of("user", "another"));
        assertThat(first.toString()).doesNotContain("annsKey");
    }

    @Test
    void whatCannotBeIsSaidWithoutTheValue() {
        refused("email", Map.of("address", "a@example.org, b@example.org"), "address must be one mail address");
        refused("email", Map.of("address", "a@example.org\nBcc: b@example.org"), "address must be one mail address");
        refused("email", Map.of(), "address must be one mail address");
        refused("email", Map.of("adress", "a@example.org"), "there is no adress; email has address");
        refused("pushover", Map.of("user", "s3cret key"), "user must be a key");
        refused("pushover", Map.of("user", "k", "priority", "3"), "priority must be a whole number from -2 to 2");
        refused("slack", Map.of("url", "ftp://s3cret.example.org"), "url must be an address such as");
        refused("slack", Map.of("url", "https://me:s3cret@hooks.example.org/x"), "url must be an address such as");
        refused(
                "slack",
                Map.of("url", "http://169.254.169.254/s3cret"),
                "url is no public address, and notify_user_hosts");
        refused("night", Map.of("chat", "x y"), "chat must be the number of a chat");
    }

    @Test
    void ofAChannelThatIsUsedNoMoreNothingIsShown() {
        assertThat(own.shown(new Recipient("ntfy", Map.of("topic", "s3cret"), true, true)))
                .isEqualTo(shown("topic", null));
    }

    private void refused(String channel, Map<String, String> values, String why) {
        assertThatThrownBy(() -> said(channel, values, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why)
                .message()
                .doesNotContain("s3cret");
    }

    private Recipient said(String channel, Map<String, String> values, Recipient before) {
        return own.recipient(own.offer(channel).orElseThrow(), values, true, before);
    }

    private static Map<String, String> shown(String... pairs) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
