package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.phrase.Phrase;
import io.heartbeat.web.live.LiveEvent;
import io.heartbeat.web.live.LiveMessage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines of the event feed in the visitor's language, as long as no script has said them. */
class EventLineTest {
    private static final String CPU = "cpu_monitor.cpu_percent = 95.0";

    private final PageWords german = new PageWords() {
        private final Map<String, String> texts = new WordBook().of("page", Language.GERMAN);

        @Override
        public String get(Object key) {
            return texts.getOrDefault(String.valueOf(key), String.valueOf(key));
        }
    };

    @Test
    void changesOfHostsSayStateAndReason() {
        assertThat(said(new LiveEvent("transition", "down", null, "no heartbeat for 3 min 20 s", null)))
                .isEqualTo("Ausgefallen: kein Herzschlag seit 3 min 20 s");
        assertThat(said(new LiveEvent("transition", null, null, "agent started", null)))
                .isEqualTo("Agent gestartet");
        assertThat(said(new LiveEvent("transition", "up", null, "somebody's own words", null)))
                .isEqualTo("Läuft: somebody's own words");
    }

    @Test
    void eventsOfAlertsSayWhatWasMeasuredAndWho() {
        assertThat(said(new LiveEvent("fired", "critical", CPU, null, null))).isEqualTo("Kritisch: " + CPU);
        assertThat(said(new LiveEvent("resolved", "ok", CPU, Phrase.NO_THRESHOLD.of(), null)))
                .isEqualTo("Behoben: " + CPU + " (keine Schwelle mehr)");
        assertThat(said(new LiveEvent("acknowledged", "critical", CPU, "on {1} it", "an{1}n")))
                .as("what people typed is no place for other words")
                .isEqualTo("Bestätigt von an{1}n: " + CPU + " (on {1} it)");
    }

    @Test
    void everyKindAndEveryPhraseHasWords() {
        for (String kind : new String[] {
            "fired", "changed", "resolved", "reminded", "acknowledged", "unacknowledged", "flapping", "steady"
        }) {
            assertThat(said(new LiveEvent(kind, "warning", CPU, null, "ann")))
                    .contains(CPU)
                    .doesNotContain("page.");
        }
        for (Phrase phrase : Phrase.values()) {
            String english = phrase.of("4 s", "OK");
            assertThat(Words.phrase(english, german)).isNotEqualTo(english).doesNotContain("page.", "{");
        }
    }

    @Test
    void whatAnAgentSaysStaysAsItIs() {
        LiveMessage line = new LiveMessage(0, Instant.EPOCH, "web", "info", "agent started", null);
        assertThat(EventLine.of(line, german).text()).isEqualTo("agent started");
    }

    private String said(LiveEvent event) {
        return EventLine.of(new LiveMessage(1, Instant.EPOCH, "web", "info", "in English", event), german)
                .text();
    }
}
