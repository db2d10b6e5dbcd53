package io.heartbeat.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void whatADatabaseRefusesIsReplacedOrCut() {
        assertThat(Columns.fit("a\u0000b\ud800c\ud83d\ude00", 10)).isEqualTo("a\uFFFDb\uFFFDc\ud83d\ude00");
        assertThat(Columns.fit("abc\ud83d\ude00", 4)).isEqualTo("abc\uFFFD");
        assertThat(Columns.fit("abcdef", 3)).isEqualTo("abc");
        assertThat(Columns.fit(null, 3)).isNull();
        assertThat(Columns.finite(Double.NaN)).isNull();
        assertThat(Columns.finite(4.9e-324)).isZero();
        assertThat(Columns.finite(1.5)).isEqualTo(1.5);
    }
}
