package io.heartbeat.it.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A look at a page as a person would take it: in both themes, as wide as a phone and as a desk. Each look leaves a picture in
 * {@code target/screenshots}, and fails on what axe-core finds serious, on a complaint of the console, on a request to another
 * machine, and on a page that is wider than its window.
 */
final class Look {
    private static final int PHONE = 360;
    private static final int DESK = 1440;
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String AXE = "/axe.min.js";

    /** What axe-core calls serious or critical, one line each: the rule, what it is about, where. */
    private static final String JUDGE =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
              answer => done(answer.violations.filter(each => ['serious', 'critical'].includes(each.impact))
                .flatMap(each => each.nodes.map(node => `${each.id}: ${each.help}: ${node.html} ${node.failureSummary}`))),
              wrong => done([String(wrong)]));
            """;

    private final Browser browser;

    Look(Browser browser) {
        this.browser = browser;
    }

    /**
     * Looks at a page in both themes at both widths.
     *
     * @param name of the pictures
     * @param ready waits until the page shows what it should; called each time the page was opened
     */
    void at(String name, URI page, Consumer<Browser> ready) {
        for (Theme theme : Theme.values()) {
            for (int width : List.of(DESK, PHONE)) {
                browser.size(width, width == PHONE ? 780 : 900);
                browser.cookie(page, "hb-theme", theme.label());
                browser.open(page);
                ready.accept(browser);
                judge(name + "-" + theme.label() + "-" + width);
            }
        }
        browser.size(DESK, 900);
    }

    /** Takes a picture of the page as it stands, such as with a dialog open, and judges it. */
    void judge(String picture) {
        picture(picture);
        assertThat(browser.number("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s: pixels beyond the right edge", picture)
                .isNotPositive();
        assertThat(serious()).as("%s: what axe-core finds serious", picture).isEmpty();
        assertThat(browser.complaints())
                .as("%s: complaints of the console", picture)
                .isEmpty();
        assertThat(browser.strangers())
                .as("%s: requests that left the machine", picture)
                .isEmpty();
    }

    private List<String> serious() {
        if (browser.number("typeof axe === 'undefined' ? 0 : 1") == 0) {
            browser.run(axe());
        }
        return browser.answer(JUDGE);
    }

    /** Takes a picture only. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), browser.picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream in = Look.class.getResourceAsStream(AXE)) {
            assertThat(in).as(AXE).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
