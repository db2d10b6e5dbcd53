package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.Keys;

/** What a person sees and does on the pages of hosts, of all metrics and for the public; {@link LivePageIT} has the server. */
final class HostPages {
    /** What the server must be configured with besides. */
    static final String[] YAML = {
        "badges: [web-*]",
        "status_pages: {main: {title: Example services, groups: {Shop: {Web shop: [web-1.example.org], Mail: mail.example.org}}}}"
    };

    private final Hbd hbd;
    private final Browser browser;
    private final Look look;

    HostPages(Hbd hbd, Browser browser, Look look) {
        this.hbd = hbd;
        this.browser = browser;
        this.look = look;
    }

    /** From the button on the live page to the green light, and on to an outage and its end. */
    void aHostIsAddedAndItsFirstSignedHeartbeatTurnsTheDialogGreen(Path folder, Ports ports) {
        String name = "added.example.org";
        browser.open(hbd.uri("/live"));
        browser.click("[data-add-host]");
        browser.awaitText("dialog[open]", "The server makes a key for it");
        look.judge("add-host");
        browser.type("dialog[open] input", name);
        browser.press(Keys.ENTER);
        browser.awaitText(".waiting", "Waiting for the first signed heartbeat");
        look.judge("add-host-lines");
        browser.size(360, 780);
        look.judge("add-host-lines-360");
        browser.size(1440, 900);
        String lines = browser.words("document.querySelector('.paste').textContent");
        String key = lines.replaceAll("(?s).*key: \"([0-9a-f]{64})\".*", "$1");
        assertThat(key).hasSize(64);
        pastedLinesAreUnderstood(folder);
        hbd.send("{\"ID\":\"HTB\",\"name\":\"" + name + "\",\"interval\":600}");
        browser.awaitText(".waiting.warning", "not signed");
        try (Hbc agent = Hbc.start(folder, ports, name, "key: " + key)) {
            browser.awaitText(".waiting.ok", "its first signed heartbeat came");
            look.judge("add-host-green");
            browser.click(".waiting a");
            browser.awaitText("#state", "Up");
            agent.kill();
        }
        browser.awaitText("#state", "Down");
        browser.awaitText("#alert-cards", "Critical");
        try (Hbc again = Hbc.start(folder, ports, name, "key: " + key)) {
            browser.awaitText("#state", "Up");
            assertThat(again.output()).doesNotContain("Exception");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** Pasted as they stand, but that the agents look at their configuration instead of running. */
    private void pastedLinesAreUnderstood(Path folder) {
        for (String way : new String[] {"hbc", "HbcMini"}) {
            browser.run("[...document.querySelectorAll('dialog .choice button')]"
                    + ".find(each => each.textContent === '" + way + "').click()");
            String lines = browser.words("document.querySelector('.paste').textContent");
            assertThat(lines).endsWith(" -d");
            try (Program shell = new Program(folder, "pasted", List.of("bash", "-c", checked(folder, lines)))) {
                assertThat(shell.exitCode())
                        .as("%s: %s: %s", way, lines, shell.output())
                        .isZero();
            }
        }
        browser.run("document.querySelector('dialog .choice button').click()");
    }

    private String checked(Path home, String lines) {
        try {
            Files.writeString(
                    home.resolve("given.java"), hbd.get("/agent/HbcMini.java").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What is fetched is there already: a machine without curl tests as well.
        return "export HOME='" + home + "' PATH='" + Program.inCheckout("bin") + "':\"$PATH\"\n"
                + "curl() { cp ~/given.java \"${2##*/}\"; }\n"
                + lines.replaceFirst(" -d$", " --check-config");
    }

    /** Both themes, both widths, and each of its parts; names with markup and turned letters stay what they are. */
    void theHostIsShownWithItsChartsAndParts() {
        String host = "web-1.example.org";
        hbd.report(
                host,
                "disk_monitor",
                "\"partitions\":{\"/\":{\"percent\":71},\"/<img src=x onerror='window.broken=1'>\\n\\u202etxt.exe\":{\"percent\":12}}");
        URI page = hbd.uri("/hosts/" + host + "?range=1h");
        look.at("host", page, shown -> {
            shown.awaitText("#state", "Up");
            shown.awaitText("#charts", "CPU");
            shown.awaitText("#panel-plugins", "cpu_percent");
        });
        assertThat(browser.number("window.broken === undefined ? 0 : 1")).isZero();
        for (String tab : new String[] {"alerts", "downtimes", "commands", "dns", "access"}) {
            browser.click("#tab-" + tab);
            browser.awaitTrue("document.getElementById('panel-" + tab + "').childElementCount > 0"
                    + " && !document.getElementById('panel-" + tab + "').hasAttribute('aria-busy')");
            look.judge("host-" + tab);
        }
        browser.click("#tab-plugins");
        browser.type("#panel-plugins input", "no-such-metric");
        browser.awaitText("#panel-plugins", "The filter hides every metric");
    }

    /** Its changes of state and the events of its alerts, in German. */
    void whatHappenedIsToldInTheReadersLanguage(String host) {
        browser.open(hbd.uri("/hosts/" + host + "?tab=alerts"));
        browser.awaitTrue("document.getElementById('changes').textContent.includes('erster Herzschlag')");
        browser.awaitText("#panel-alerts", "Kritisch: cpu_monitor.cpu_percent = 95");
    }

    /** Pause and resume, maintenance, tags, and the end of a host, which asks for its name. */
    void aHostIsPausedTaggedAndDropped() {
        String host = "short-lived.example.org";
        hbd.send("{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"interval\":600}");
        hbd.awaitState(host, "up");
        browser.open(hbd.uri("/hosts/" + host));
        browser.awaitText("#state", "Up");
        browser.click("#pause");
        browser.awaitText("#state", "Paused");
        browser.click("#pause");
        browser.awaitText("#state", "Up");
        browser.click("[popovertarget=more-actions]");
        browser.click("#tags");
        browser.awaitTrue("document.querySelector('dialog[open] input') !== null");
        browser.type("dialog[open] input", "rack 3, berlin");
        browser.press(Keys.ENTER);
        browser.awaitText("#tag-list", "rack 3");
        browser.click("[popovertarget=more-actions]");
        browser.click("#drop");
        browser.type("dialog[open] input", "something else");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog[open]", "are deleted for good");
        browser.run("document.querySelector('dialog[open] input').value = ''");
        browser.type("dialog[open] input", host);
        browser.press(Keys.ENTER);
        browser.awaitTrue("location.pathname.endsWith('/live')");
        assertThat(hbd.host(host).isMissingNode()).isTrue();
        assertThat(hbd.get("/hosts/" + host).statusCode()).isEqualTo(404);
        // What the page asked in the moment of the end may find nothing any more.
        assertThat(browser.complaints()).allMatch(line -> line.contains("404"));
    }

    /** All metrics of all hosts. */
    void metricsAreFilteredSortedAndFollowed() {
        look.at("plugins", hbd.uri("/plugins?level=any"), shown -> shown.awaitText("#rows", "cpu_percent"));
        browser.open(hbd.uri("/plugins?q=web-1+cpu_percent"));
        browser.awaitText("#rows", "12");
        hbd.report("web-1.example.org", "cpu_monitor", "\"cpu_percent\":13.5");
        hbd.send("{\"ID\":\"HTB\",\"name\":\"web-1.example.org\",\"interval\":600}");
        browser.awaitText("#rows", "13.50");
        browser.type("#filter", " no-such-metric");
        browser.awaitText("#hidden", "The filter hides every metric");
        assertThat(browser.address()).contains("no-such-metric");
    }

    /** What the public sees, and what it does not. */
    void thePublicSeesServicesAndIncidentsAndNoHosts() {
        assertThat(hbd.post(
                                "/api/0/status-pages/main/incidents",
                                "{\"title\":\"Slow <b>shop</b>\",\"impact\":\"minor\",\"text\":\"We look into it.\"}")
                        .statusCode())
                .isEqualTo(201);
        look.at("status", hbd.uri("/status/main"), shown -> shown.awaitText("h2", "Slow <b>shop</b>"));
        browser.click("[data-incident]");
        browser.awaitTrue("document.querySelector('dialog[open] textarea') !== null");
        browser.type("dialog[open] textarea", "It was a disk.");
        look.judge("status-say");
        browser.click("dialog[open] .primary");
        browser.awaitText(".incident", "It was a disk.");
        assertThat(hbd.get("/status/main").body()).doesNotContain("example.org");
        assertThat(hbd.get("/status/other").statusCode()).isEqualTo(404);
        assertThat(hbd.get("/status").statusCode()).isEqualTo(404);
        assertThat(hbd.get("/status.xhtml").statusCode()).isEqualTo(404);
        assertThat(hbd.get("/host.xhtml").statusCode()).isEqualTo(404);
        assertThat(hbd.get("/api/0/hosts/web-1.example.org/badge.svg").body()).contains(">up</text>");
    }

    /** Names that no host can have, in the address. */
    void noAddressLeadsAstray() {
        for (String name : new String[] {
            "%3Cscript%3Ealert(1)%3C/script%3E", "a%0Ab", "%E2%80%AEabc", "web-1.example.org/", "%22%3E", "x%20y"
        }) {
            int status = hbd.get("/hosts/" + name).statusCode();
            assertThat(status).as(name).isIn(400, 404);
            assertThat(hbd.get("/hosts/" + name).body()).doesNotContain("<script>alert");
        }
        look.at("missing", hbd.uri("/hosts/nobody.example.org"), page -> {
            page.awaitText("h1", "No such host");
            // Chromium complains of every page that says 404; this one should.
            assertThat(page.complaints()).allMatch(line -> line.contains("404"));
        });
        look.at("error", hbd.uri("/nothing"), page -> {
            page.awaitText("h1", "Nothing is here");
            assertThat(page.complaints()).allMatch(line -> line.contains("404"));
        });
    }
}
