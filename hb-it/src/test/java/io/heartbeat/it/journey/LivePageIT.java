package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees on the live page while a host appears, dies and comes back. */
class LivePageIT {
    private static final String HOST = "seen.example.org";

    private final Ports ports = Ports.free();

    @TempDir
    Path folder;

    @Test
    void hostAppearsGoesDownAndComesBackWithoutAReload() {
        try (Hbd hbd = Hbd.ready(folder, ports);
                Browser browser = new Browser()) {
            browser.open(hbd.uri("/live"));
            try (Hbc agent = Hbc.start(folder, ports, HOST)) {
                browser.awaitHost(HOST, "up");
                agent.kill();
            }
            browser.awaitHost(HOST, "down");
            try (Hbc again = Hbc.start(folder, ports, HOST)) {
                browser.awaitHost(HOST, "up");
                assertThat(again.output()).doesNotContain("Exception");
            }
            assertThat(browser.neverReloaded()).isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void markupInAMessageStaysText() {
        try (Hbd hbd = Hbd.ready(folder, ports);
                Browser browser = new Browser()) {
            hbd.send("{\"ID\":\"HTB\",\"name\":\"markup.example.org\",\"interval\":60,"
                    + "\"msg\":\"<img src=x onerror='window.broken=1'><b>bold</b>\"}");
            hbd.awaitState("markup.example.org", "up");
            browser.open(hbd.uri("/live"));
            browser.awaitHost("markup.example.org", "up");
            assertThat(browser.text()).contains("<b>bold</b>");
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
