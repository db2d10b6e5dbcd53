package io.heartbeat.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SoakFiguresTest {
    @Test
    void theHeapIsTheSumOfItsSpacesWithoutMetaspace() {
        String serial =
                """
                4711:
                 def new generation   total 78656K, used 1024K [0x1, 0x2, 0x3)
                  eden space 69952K,   0% used [0x1, 0x2, 0x3)
                 tenured generation   total 174784K, used 2048K [0x1, 0x2, 0x3)
                 Metaspace       used 99999K, committed 100000K, reserved 1114112K
                """;
        String g1 = "4711:\n garbage-first heap   total 262144K, used 4096K [0x1, 0x2)\n  region size 1024K, 2 young\n";

        assertThat(HeapInfo.used(serial)).isEqualTo(3 << 20);
        assertThat(HeapInfo.used(g1)).isEqualTo(4 << 20);
        assertThatThrownBy(() -> HeapInfo.used("4711: no such process")).hasMessageContaining("no such process");
    }

    @Test
    void aSeriesIsFlatWhenItsEndIsNotAboveItsBeginning() {
        Series flat = series(100, 140, 100, 90, 130, 101);
        Series growing = series(100, 110, 120, 130, 140, 150);

        assertThat(flat.flat(0.1, 0)).isTrue();
        assertThat(growing.flat(0.1, 0)).isFalse();
        assertThat(growing.flat(0.1, 50)).isTrue();
        assertThat(new Series().flat(1, 1)).as("nothing was seen").isFalse();
    }

    private static Series series(double... samples) {
        Series series = new Series();
        for (double sample : samples) {
            series.add(sample);
        }
        return series;
    }
}
