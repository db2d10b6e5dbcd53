package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.Keys;

/** What people see and do about notifications in the console; {@link AccessPagesIT} has the server. */
final class NotifyPages {
    private static final String SECRET = "s3cret-own-key";
    private static final String CHANNELS_SECRET = "s3cret-key-of-the-room";

    private final Hbd hbd;
    private final Browser browser;
    private final Look look;
    private final Mails mails;

    NotifyPages(Hbd hbd, Browser browser, Look look, Mails mails) {
        this.hbd = hbd;
        this.browser = browser;
        this.look = look;
        this.mails = mails;
    }

    /** What the server must be configured with besides: mail that works, and a room where nobody listens. */
    static String[] yaml(Mails mails) {
        List<String> lines = new ArrayList<>(mails.configuration());
        lines.addAll(List.of("pushsrv: [email, slack]", "notify_group: 2s"));
        lines.add("thresholds: {cpu_monitor: {cpu_percent: {critical: 90}}}");
        lines.add("slack_url: http://127.0.0.1:9/hooks/" + CHANNELS_SECRET);
        return lines.toArray(String[]::new);
    }

    /** On one's own settings: one that works, one that may not be called until a reload permits it, and then fails. */
    void someoneSetsUpOwnChannelsAndTriesThem(Path folder) {
        URI settings = hbd.uri("/settings");
        browser.click("#channel-add");
        browser.type("dialog input[name=address]", "eve@example.org");
        look.judge("settings-channel-add");
        browser.click("dialog button[type=submit]");
        browser.awaitText("#channels", "eve@example.org");
        browser.click("#channels li[data-channel=email] .acts button");
        browser.awaitText("#tried", "email: sent (250");
        assertThat(mails.news()).anyMatch(line -> line.contains("as eve wanted to know"));

        browser.click("#channel-add");
        browser.type("dialog input[name=url]", "http://127.0.0.1:9/" + SECRET);
        browser.click("dialog button[type=submit]");
        browser.awaitText("dialog .wrong", "notify_user_hosts in the configuration does not permit it");
        permit(folder);
        browser.complaints();
        browser.click("dialog button[type=submit]");
        browser.awaitText("#channels", "kept secret");
        browser.click("#channels li[data-channel=slack] .acts button");
        browser.awaitText("#tried", "slack: not taken now (no answer");
        assertThat(browser.words("document.documentElement.outerHTML")).doesNotContain(SECRET);
        browser.click("#channels li[data-channel=slack] .acts button:nth-child(3)");
        browser.awaitText("#channels li[data-channel=slack] .chip", "Off");
        look.at("settings-channels", settings, page -> page.awaitText("#channels", "kept secret"));
        browser.cookie(settings, "hb-language", "de");
        look.at("settings-channels-de", settings, page -> page.awaitText("#channels", "geheim behalten"));
        browser.cookie(settings, "hb-language", "en");
    }

    /** The configuration file changes, and the server follows it without a restart. */
    private void permit(Path folder) {
        try {
            Files.writeString(folder.resolve("hb.yaml"), "notify_user_hosts: 127.0.0.1\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hbd.awaitOutput("people are told by email, slack now");
    }

    /** On the list of users: who is reached by what, and no secret. */
    void anAdministratorSeesWhoIsReachedByWhat() {
        browser.open(hbd.uri("/users"));
        browser.awaitText("tr[data-user=eve]", "email");
        browser.click("tr[data-user=eve] [data-open]");
        browser.awaitText("dialog", "kept secret");
        assertThat(browser.words("document.documentElement.outerHTML"))
                .contains("eve@example.org")
                .doesNotContain(SECRET);
        look.judge("users-channels");
        browser.press(Keys.ESCAPE);
    }

    /** By the channels themselves: one works, one fails, and the page tells what the service said. */
    void anAdministratorTriesAChannelThatWorksAndOneThatFails() {
        URI deliveries = hbd.uri("/deliveries");
        browser.open(deliveries);
        browser.click("tr[data-channel=email] .test");
        browser.awaitText("#tried.up", "Sent (250");
        browser.awaitText("#tried code", "250");
        browser.click("tr[data-channel=slack] .test");
        browser.awaitText("#tried.down", "Not taken now (no answer");
        assertThat(browser.text()).doesNotContain(CHANNELS_SECRET);
        look.judge("deliveries-tried");
        look.at("deliveries", deliveries, page -> page.awaitText("tbody", "eve"));
    }

    /** Templates: what they make of a sample and of an alert, for mail and for a room; and what is wrong with one. */
    void anAdministratorTriesTemplates() {
        URI templates = hbd.uri("/templates");
        look.at("templates", templates, page -> {
            page.awaitText("#said-subject", "WARNING: web - cpu_monitor.cpu_percent = 85.0");
            await().atMost(Program.PATIENCE).until(() -> page.inFrame("letter").contains("cpu_monitor.cpu_percent"));
        });
        browser.type("#subject", "{{count}} x <b>{{channel}}</b>");
        browser.awaitText("#said-subject", "1 x <b>email</b>");
        browser.awaitText("#yaml", "subject: \"{{count}} x <b>{{channel}}</b>\"");
        browser.type(
                "#html", "<script>document.body.textContent = 'broken'</script><p>{{#items}}{{host}}{{/items}}</p>");
        await().atMost(Program.PATIENCE).until(() -> browser.inFrame("letter").equals("web"));
        browser.complaints();
        browser.type("#text", "one\n{{titel}}");
        browser.awaitText("#wrong", "text: line 2: there is no `titel`");
        browser.complaints();
        look.judge("templates-wrong");
        browser.click("#again");
        choose("#alert", "2");
        browser.awaitText("#said-subject", "web.example.org - cpu_monitor.cpu_percent");
        choose("#channel", "2");
        browser.awaitText("#said-request", "\"text\": ");
        assertThat(browser.text()).contains("POST http://127.0.0.1:9***").doesNotContain(CHANNELS_SECRET);
        look.judge("templates-slack");
        browser.cookie(templates, "hb-language", "de");
        look.at("templates-de", templates, page -> page.awaitText("#said-subject", "WARNING"));
        browser.cookie(templates, "hb-language", "en");
    }

    private void choose(String css, String which) {
        browser.run("const list = document.querySelector('" + css + "'); list.selectedIndex = " + which + " - 1;"
                + " list.dispatchEvent(new Event('change', {bubbles: true}))");
    }
}
