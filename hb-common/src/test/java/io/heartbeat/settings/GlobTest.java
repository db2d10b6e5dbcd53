package io.heartbeat.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "web, web, true",
        "web, web1, false",
        "web*, web, true",
        "web*, web1.a, true",
        "*.org, a.b.org, true",
        "w?b, web, true",
        "w?b, wb, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYbZ, false",
        "**, x, true",
        "[a], a, false",
        "a.c, abc, false",
    })
    void aStarIsAnyTextAQuestionMarkOneCharacter(String pattern, String text, boolean fits) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(fits);
    }

    @Test
    void aHostilePatternTakesNoHostileTime() {
        assertThat(new Glob("*a".repeat(500) + "b").matches("a".repeat(20_000))).isFalse();
    }
}
