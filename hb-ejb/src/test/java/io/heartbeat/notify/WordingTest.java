package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.threshold.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates, and values in them that would like to be more than values. */
class WordingTest {
    private static final String HOSTILE = "<script>alert('x')</script>\"&\r\nBcc: v@x.org @all [l](http://e)";

    @TempDir
    Path folder;

    @Test
    void aHostileNameIsTextInHtml() {
        String html = Page.render(Wording.BUILT_IN.html(), items(HOSTILE), Markup.HTML);
        assertThat(html)
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;")
                .doesNotContain("<script");
    }

    @Test
    void aHostileNameCallsNobodyAndLinksNowhereInMarkdown() {
        String text = Page.render("{{#items}}{{host}}{{/items}}", items("@all [l](http://e) _x_ `y`"), Markup.MARKDOWN);
        assertThat(text).isEqualTo("@\u200Ball \\[l\\]\\(http:\u200B//e\\) \\_x\\_ \\`y\\`");
    }

    @Test
    void aHostileNameIsNoMentionInSlack() {
        assertThat(Page.render("{{#items}}{{host}}{{/items}}", items("<!channel> & co"), Markup.SLACK))
                .isEqualTo("&lt;!channel&gt; &amp; co");
    }

    @Test
    void aTemplateInsideAValueIsNoTemplate() {
        assertThat(Page.render("{{#items}}{{host}}{{/items}}", items("{{title}}{{{url}}}"), Markup.PLAIN))
                .isEqualTo("{{title}}{{{url}}}");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(Cut.line(100, "a\r\nBcc: b\u2028c\u0000d")).isEqualTo("a Bcc: b c d");
        assertThat(Cut.to(5, "abc\uD83D\uDE00x")).isEqualTo("abc…");
        assertThat(Cut.bytes(10, "üüüüüüüü").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aChannelsOwnWordsStandBeforeItsServicesAndTheDefault() {
        NotifySettings settings = Configured.by(
                """
                pushsrv: second
                channels: {second: {type: slack, url: "https://x.org/y"}}
                templates:
                  default: {subject: "d {{title}}", text: "dt"}
                  slack: {text: "st"}
                  second: {html: "<b>{{count}}</b>"}
                """,
                NotifySettings::from);
        Wording wording = settings.wordings().of(settings.channels().get("second"));
        assertThat(wording).isEqualTo(new Wording("d {{title}}", "st", "<b>{{count}}</b>"));
    }

    @Test
    void templatesDirSaysWhatTheConfigurationDoesNot() throws IOException {
        Files.writeString(folder.resolve("default.subject"), "from a file");
        Files.writeString(folder.resolve("email.txt"), "{{#items}}{{text}}{{/items}}");
        Files.writeString(folder.resolve("email.html"), "not this");
        NotifySettings settings = Configured.by(
                "templates_dir: " + folder + "\nsmtp_host: x\npushsrv: email\ntemplates: {email: {html: this}}",
                NotifySettings::from);
        assertThat(settings.wordings().of(settings.channels().get("email")))
                .isEqualTo(new Wording("from a file", "{{#items}}{{text}}{{/items}}", "this"));
    }

    @Test
    void wrongTemplatesAreFoundBeforeTheyAreNeeded() throws IOException {
        Files.writeString(folder.resolve("email.txt"), "{{#items}}");
        assertThat(Configured.problems(
                        """
                        templates:
                          default: {subject: "{{titel}}"}
                          pigeon: {text: x}
                          email: {html: "{{> /etc/passwd}}"}
                        templates_dir: %s
                        """
                                .formatted(folder),
                        NotifySettings::from))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("2: templates.default.subject: is no template")
                                .contains("titel"),
                        line -> assertThat(line).startsWith("3: templates.pigeon: is no channel"),
                        line -> assertThat(line).startsWith("4: templates.email.html: is no template"),
                        line -> assertThat(line)
                                .startsWith("5: templates_dir: ")
                                .contains("email.txt is no template"));
    }

    @Test
    void pushsrvSelectsAndAllMeansAllThatAreSetUp() {
        String both = "slack_url: https://x.org/y\nntfy_topic: t\n";
        assertThat(channels(both)).isEmpty();
        assertThat(channels(both + "pushsrv: Slack")).containsExactly("slack");
        assertThat(channels(both + "pushsrv: all")).containsExactly("ntfy", "slack");
        assertThat(channels(both + "pushsrv: [slack, email]")).containsExactly("slack");
        assertThat(Configured.problems("pushsrv: pigeon", NotifySettings::from))
                .singleElement()
                .asString()
                .startsWith("1: pushsrv: must be of discord, email, mattermost,");
        Channel paced = Configured.by(
                        both + "pushsrv: slack\nslack_per_minute: 7\nslack_concurrency: 3\nslack_timeout: 2s",
                        NotifySettings::from)
                .channels()
                .get("slack");
        assertThat(paced.perMinute()).isEqualTo(7);
        assertThat(paced.concurrency()).isEqualTo(3);
        assertThat(paced.timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aSecretAddressThatIsNoneIsNotShown() {
        assertThat(Configured.problems("slack_url: \"ht!tp://s3cret\"", NotifySettings::from))
                .singleElement()
                .asString()
                .startsWith("1: slack_url: must be an address")
                .doesNotContain("s3cret");
    }

    private static List<String> channels(String yaml) {
        return List.copyOf(Configured.by(yaml, NotifySettings::from).channels().keySet());
    }

    private static List<Item> items(String host) {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return List.of(new Item(
                1,
                1,
                host,
                "m",
                Occasion.FIRED,
                Level.OK,
                Level.WARNING,
                1,
                1,
                at,
                at,
                "WARNING: " + host,
                Map.of(),
                Map.of(),
                null));
    }
}
