package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What a person sees and does on the live page and the page of alerts, on one server for all of these. */
class LivePageIT {
    private static final String HOST = "seen.example.org";
    private static final Ports PORTS = Ports.free();

    @TempDir
    static Path folder;

    private static Hbd hbd;
    private static Browser browser;
    private static Look look;
    private static HostPages hosts;

    @BeforeAll
    static void start() {
        hbd = Hbd.ready(
                folder,
                PORTS,
                "thresholds: {cpu_monitor: {cpu_percent: {warning: 80, critical: 90}}}",
                "hosts: {web-1.example.org: {tags: [web, berlin]}}",
                String.join("\n", HostPages.YAML));
        browser = new Browser();
        look = new Look(browser);
        hosts = new HostPages(hbd, browser, look);
    }

    @AfterAll
    static void stop() {
        browser.close();
        hbd.close();
    }

    @AfterEach
    void forgetWhatWasChosen() {
        browser.run("localStorage.clear()");
        browser.cookie(hbd.uri("/live"), "hb-language", "en");
        browser.size(1440, 900);
    }

    @Test
    void hostAppearsGoesDownIsAcknowledgedAndComesBackWithoutAReload() {
        browser.open(hbd.uri("/live"));
        try (Hbc agent = Hbc.start(folder, PORTS, HOST)) {
            browser.awaitHost(HOST, "up");
            agent.kill();
        }
        browser.awaitHost(HOST, "down");
        browser.awaitTrue("document.title.includes('down)')");
        browser.awaitTrue("document.querySelector('link[rel=icon]').href.endsWith('favicon-down.svg')");
        browser.awaitText("#alerts", HOST);
        browser.type("#filter", HOST);
        browser.press(Keys.TAB);
        browser.run("document.activeElement.blur()");
        browser.press("j");
        browser.awaitTrue("document.activeElement.textContent === '" + HOST + "'");
        browser.press("a");
        browser.awaitText("dialog[open]", "heartbeat");
        look.judge("acknowledge");
        browser.press("on my way", Keys.ENTER);
        browser.awaitText("#alerts", "Acknowledged");
        assertThat(hbd.get("/api/0/alerts?host=" + HOST).body()).contains("on my way");
        try (Hbc again = Hbc.start(folder, PORTS, HOST)) {
            browser.awaitHost(HOST, "up");
            browser.awaitTrue("!document.getElementById('alerts').textContent.includes('" + HOST + "')");
            assertThat(again.output()).doesNotContain("Exception");
        }
        assertThat(browser.neverReloaded()).isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void markupInAMessageStaysText() {
        hbd.send("{\"ID\":\"HTB\",\"name\":\"markup.example.org\",\"interval\":600,"
                + "\"msg\":\"<img src=x onerror='window.broken=1'><b>bold</b>\"}");
        hbd.awaitState("markup.example.org", "up");
        browser.open(hbd.uri("/live"));
        browser.awaitHost("markup.example.org", "up");
        assertThat(browser.text()).contains("<b>bold</b>");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rowsAreFoundByTagAndWalkedByKeyboardAndTheAddressSaysWhatIsShown() {
        for (String name : List.of("web-1.example.org", "web-2.example.org")) {
            beat(name, 1);
            beat(name, 2);
        }
        browser.open(hbd.uri("/live?sort=name"));
        browser.awaitHost("web-2.example.org", "up");
        browser.press("/");
        browser.press("#berlin", Keys.TAB);
        browser.awaitTrue("document.querySelectorAll('#rows > tr').length === 1");
        assertThat(browser.address()).isEqualTo("/live?q=%23berlin&sort=name");
        browser.run("document.activeElement.blur()");
        browser.press("j", Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.awaitText(".tip", "1.0 ms");
        browser.press("?");
        browser.awaitText("dialog[open]", "Acknowledge the host's alerts");
        browser.press(Keys.TAB);
        browser.awaitTrue("document.activeElement.closest('dialog')");
        browser.press(Keys.ESCAPE);
        browser.awaitTrue("document.activeElement.matches('#rows .name')");
        browser.pressWithControl("k");
        browser.press("as cards", Keys.ENTER);
        browser.awaitTrue("location.search.includes('view=cards')");
        look.judge("live-cards");
        browser.type("#filter", "nobody-is-called-that");
        browser.awaitText("#hidden", "The filter hides every host");
    }

    @Test
    void hostsAreShownEverywhere() {
        fill();
        look.at("live", hbd.uri("/live"), page -> {
            page.awaitTrue("performance.getEntriesByName('hosts-shown').length");
            page.awaitHost("db.example.org", "up");
        });
        browser.cookie(hbd.uri("/live"), "hb-language", "de");
        look.at(
                "live-german",
                hbd.uri("/live"),
                page -> page.awaitTrue("document.getElementById('rows').textContent.includes('Läuft')"));
        browser.awaitText("#events", "Läuft: erster Herzschlag");
        browser.awaitText("#events", "Kritisch: cpu_monitor.cpu_percent = 95.0");
        hosts.whatHappenedIsToldInTheReadersLanguage("db.example.org");
    }

    @Test
    void alertsAreFilteredSilencedAndAcknowledgedTogether() {
        fill();
        look.at("alerts", hbd.uri("/alerts"), page -> page.awaitText("#groups", "db.example.org"));
        browser.open(hbd.uri("/alerts?q=example.org&group=host"));
        browser.awaitText("#groups", "mail.example.org");
        browser.press("s");
        browser.awaitText(".cover", "Name at least one condition");
        browser.type(".matcher input", "mail.*");
        browser.awaitText(".cover", "Covers 1 active alert now");
        browser.type(".two > .field input", "mail is being moved");
        look.judge("silence");
        browser.press(Keys.ENTER);
        browser.awaitText("#silence-list", "mail is being moved");
        look.judge("silences");
        assertThat(browser.address()).contains("tab=silences");
        browser.click("#tab-active");
        browser.awaitText("#groups", "Silenced");
        browser.click("#groups thead input");
        browser.click("#bulk-acknowledge");
        browser.press(Keys.ENTER);
        browser.awaitText("#groups", "Acknowledged");
        browser.click("#tab-history");
        browser.awaitText("#history-list", "Acknowledged by anonymous");
        look.judge("history");
    }

    @Test
    void windowOfMaintenanceIsMadeAndRemoved() {
        browser.open(hbd.uri("/alerts?tab=maintenance"));
        browser.click("#new-window");
        browser.type("dialog[open] .field input", "rack-*");
        browser.click("dialog[open] > form > .dialog-body > .check input");
        browser.run("document.querySelector('dialog[open] .dialog-body > .field:last-child input').focus()");
        browser.press("power is being changed");
        look.judge("maintenance");
        browser.press(Keys.ENTER);
        browser.awaitText("#window-list", "power is being changed");
        browser.click("#window-list button:last-child");
        browser.click("dialog[open] .button.danger");
        browser.awaitText("#window-list", "No window of maintenance yet");
        look.judge("maintenance-none");
    }

    @Test
    void hostIsAddedAndItsFirstSignedHeartbeatTurnsTheDialogGreen() {
        hosts.aHostIsAddedAndItsFirstSignedHeartbeatTurnsTheDialogGreen(folder, PORTS);
    }

    @Test
    void hostIsShownWithItsChartsAndParts() {
        fill();
        hosts.theHostIsShownWithItsChartsAndParts();
    }

    @Test
    void hostIsPausedTaggedAndDropped() {
        hosts.aHostIsPausedTaggedAndDropped();
    }

    @Test
    void metricsAreFilteredSortedAndFollowed() {
        fill();
        hosts.metricsAreFilteredSortedAndFollowed();
    }

    @Test
    void publicSeesServicesAndIncidentsAndNoHosts() {
        fill();
        hosts.thePublicSeesServicesAndIncidentsAndNoHosts();
    }

    /** Those of the menu that no other test looks at, and those that it leads to. */
    @Test
    void everyOtherPageIsLookedAt() {
        fill();
        browser.open(hbd.uri("/live"));
        List<String> menu = browser.answer(
                "arguments[0]([...document.querySelectorAll('.pages a')].map(link => link.getAttribute('href')))");
        assertThat(menu).contains("/logs", "/journal", "/deliveries", "/settings");
        // Templates lead from deliveries.
        Stream.concat(menu.stream(), Stream.of("/templates"))
                .filter(path ->
                        !List.of("/live", "/alerts", "/plugins", "/users").contains(path))
                .forEach(path -> look.at(
                        path.substring(1), hbd.uri(path), page -> page.awaitTrue("document.querySelector('h1')")));
        browser.open(hbd.uri("/journal?host=db.&type=PLG"));
        browser.awaitText("#lines", "cpu_monitor");
    }

    @Test
    void noAddressLeadsAstray() {
        hosts.noAddressLeadsAstray();
    }

    private static void fill() {
        for (String name : List.of("db.example.org", "mail.example.org", "web-1.example.org")) {
            beat(name, 3.5);
            hbd.report(name, "memory_monitor", "\"percent\":61");
            hbd.report(name, "disk_monitor", "\"partitions\":{\"/\":{\"percent\":82}}");
            hbd.report(name, "cpu_monitor", "\"cpu_percent\":" + (name.startsWith("web") ? 12 : 95));
            hbd.awaitState(name, "up");
        }
        hbd.awaitAlerts("db.example.org", 1);
        hbd.awaitAlerts("mail.example.org", 1);
    }

    private static void beat(String name, double rtt) {
        hbd.send("{\"ID\":\"HTB\",\"name\":\"" + name + "\",\"interval\":600,\"version\":\"1.0.0\",\"rtt\":" + rtt
                + "}");
    }
}
