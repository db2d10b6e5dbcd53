package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Times as people read them. */
class WordsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private final PageWords words = new PageWords();

    WordsTest() {
        words.book = new WordBook();
    }

    @Test
    void agoIsToldInOneUnit() {
        assertThat(Words.ago(null, NOW, words)).isEqualTo("never");
        assertThat(Words.ago(NOW.plusSeconds(3), NOW, words)).isEqualTo("now");
        assertThat(Words.ago(NOW.minusSeconds(119), NOW, words)).isEqualTo("119 s ago");
        assertThat(Words.ago(NOW.minusSeconds(7_199), NOW, words)).isEqualTo("119 min ago");
        assertThat(Words.ago(NOW.minusSeconds(172_799), NOW, words)).isEqualTo("47 h ago");
        assertThat(Words.ago(NOW.minusSeconds(172_800), NOW, words)).isEqualTo("2 d ago");
    }

    @Test
    void lengthsKeepAFractionOfSecondsOnly() {
        assertThat(Words.length(30, words)).isEqualTo("30 s");
        assertThat(Words.length(2.5, words)).isEqualTo("2.5 s");
        assertThat(Words.length(600, words)).isEqualTo("10 min");
    }
}
