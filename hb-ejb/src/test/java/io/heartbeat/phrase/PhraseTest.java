package io.heartbeat.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.phrase.Phrase.Said;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server writes as a reason is found again, and nothing else is. */
class PhraseTest {
    @ParameterizedTest
    @EnumSource
    void eachIsReadAsWhatItWasWritten(Phrase phrase) {
        int places = Phrase.read(phrase.of("3 min 20 s", "WARNING")).details().size();
        List<String> details = List.of("3 min 20 s", "WARNING").subList(0, places);
        assertThat(Phrase.read(phrase.of(details.toArray()))).isEqualTo(new Said(phrase, details));
    }

    @Test
    void whatEarlierRunsStoredIsUnderstood() {
        assertThat(Phrase.read("no heartbeat for 95 s")).isEqualTo(new Said(Phrase.SILENT, List.of("95 s")));
        assertThat(Phrase.read("heartbeat again after 2 h 5 min of silence"))
                .isEqualTo(new Said(Phrase.AGAIN_AFTER, List.of("2 h 5 min")));
        assertThat(Phrase.read("no value for 300s, was OK"))
                .isEqualTo(new Said(Phrase.NO_VALUE, List.of("300s", "OK")));
    }

    @Test
    void namesMayBeAnything() {
        for (String name : List.of("$1 \\E {} ann", "a, was b", "two\nlines", "x of silence")) {
            assertThat(Phrase.read(Phrase.PAUSED.of(name)).details()).containsExactly(name);
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"down since 2026-11-21T09:00:00Z", "no heartbeat for ", " agent started", "Agent started"})
    void whatOthersWriteIsNoPhrase(String text) {
        assertThat(Phrase.read(text)).isNull();
    }
}
