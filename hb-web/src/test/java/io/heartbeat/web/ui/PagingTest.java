package io.heartbeat.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
    @ParameterizedTest
    @CsvSource({
        "120, 1, 1, 50",
        "120, 3, 101, 120",
        "120, 9, 101, 120",
        "120, -1, 1, 50",
        "120, x, 1, 50",
        "50, 2, 1, 50",
        "0, 1, 0, 0",
    })
    void aPageThatIsNotThereIsTheNearest(int all, String asked, int from, int to) {
        Paging paging = Paging.of(all, 50, asked);
        assertThat(paging.from()).isEqualTo(from);
        assertThat(paging.to()).isEqualTo(to);
        List<Integer> list = IntStream.rangeClosed(1, all).boxed().toList();
        assertThat(paging.of(list)).hasSize(all == 0 ? 0 : to - from + 1);
    }

    @Test
    void neighboursAreThereOrNot() {
        assertThat(Paging.of(120, 50, "1").earlier()).isFalse();
        assertThat(Paging.of(120, 50, "1").further()).isTrue();
        assertThat(Paging.of(120, 50, "3").further()).isFalse();
        assertThat(Paging.of(50, 50, null).many()).isFalse();
    }
}
