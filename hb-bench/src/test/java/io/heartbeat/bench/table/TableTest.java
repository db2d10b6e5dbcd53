package io.heartbeat.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsStandBelowEachOther() {
        Table table = new Table("Rates", "receiver", "rate")
                .row("hbd", "451 k")
                .row("bare loop", "1.33 M")
                .note("So.");

        assertThat(table.plain())
                .isEqualTo(
                        """
                        Rates
                        -----
                        receiver     rate
                        hbd         451 k
                        bare loop  1.33 M
                        So.

                        """);
        assertThat(table.markdown())
                .startsWith("### Rates\n\n| receiver  |   rate |\n|-----------|-------:|\n| hbd       |  451 k |\n");
        assertThatThrownBy(() -> table.row("one")).hasMessageContaining("1 cells under 2");
    }

    @Test
    void mediansLeaveOutWhatIsNoNumber() {
        assertThat(Figures.median(3, 1, 2)).isEqualTo(2);
        assertThat(Figures.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Figures.median(Double.NaN, 7)).isEqualTo(7);
        assertThat(Figures.median()).isNaN();
    }

    @Test
    void ratesAreShort() {
        assertThat(Figures.rate(950)).isEqualTo("950");
        assertThat(Figures.rate(451_234)).isEqualTo("451 k");
        assertThat(Figures.rate(1_330_000)).isEqualTo("1.33 M");
        assertThat(Figures.rate(999_700)).isEqualTo("1.00 M");
    }

    @Test
    void goalsAreMetWhenAllAre() {
        Goals goals = new Goals();
        goals.atLeast("rate", 1, 1.2, " ×");
        goals.atMost("p99", 50, 8, " ms");
        assertThat(goals.met()).isTrue();

        goals.atMost("start", 2, Double.NaN, " ×");

        assertThat(goals.met()).as("what was not measured is not reached").isFalse();
        assertThat(goals.table().plain()).contains("start", "NO");
    }
}
