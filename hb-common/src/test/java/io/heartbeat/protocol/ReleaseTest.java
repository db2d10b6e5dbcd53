package io.heartbeat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {
    @ParameterizedTest
    @CsvSource({"1.10, 1.9", "2, 1.99.99", "1.0.1, 1.0", "1.0, 1.0-SNAPSHOT", "1.0-rc2, 1.0-rc1", "0.1, unheard"})
    void theLaterOneIsNewer(String later, String earlier) {
        assertThat(new Release(later).newerThan(earlier)).isTrue();
        assertThat(Release.of(earlier).map(release -> release.newerThan(later)).orElse(false))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1.0-a, 1-a", "3.2.1, 3.2.1"})
    void theSameIsNotNewer(String one, String other) {
        assertThat(new Release(one).newerThan(other)).isFalse();
        assertThat(new Release(other).newerThan(one)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "1.", "1..2", "1/../2", "1.0-", "1.0-a b", "9999999999", "1.0-../x", "1\n"})
    void whatIsNoVersionIsRefused(String text) {
        assertThat(Release.of(text)).isEmpty();
        assertThatThrownBy(() -> new Release(text)).hasMessageContaining("no version");
    }

    @Test
    void nothingIsNoVersion() {
        assertThat(Release.of(null)).isEmpty();
        assertThat(new Release("1").newerThan(null)).isTrue();
    }
}
