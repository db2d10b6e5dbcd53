package io.heartbeat.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void valuesBecomeThoseOfJson() {
        Map<Object, Object> said = new HashMap<>();
        said.put(null, null);
        said.put(1, 'x');
        said.put("list", Arrays.asList(1L, 2.5, true, new BigDecimal("1.50"), Path.of("/a/b"), Thread.State.NEW));
        said.put("map", Map.of("inner", Map.of()));

        assertThat(Metrics.copy(said))
                .containsEntry("null", null)
                .containsEntry("1", "x")
                .containsEntry("list", List.of(1L, 2.5, true, new BigDecimal("1.50"), "/a/b", "NEW"))
                .containsEntry("map", Map.of("inner", Map.of()));
    }

    @Test
    void nothingOfWhatAPluginKeepsIsShared() {
        List<Object> kept = new ArrayList<>(List.of(1));
        Map<String, Object> copy = Metrics.copy(Map.of("a", kept));
        kept.add(2);

        assertThat(copy).containsEntry("a", List.of(1));
    }

    @Test
    void whatNeverEndsIsRefused() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);
        Iterable<Object> endless =
                () -> Collections.<Object>nCopies(Integer.MAX_VALUE, 1).iterator();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.copy(circle))
                .withMessageContaining("30 levels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.copy(Map.of("a", endless)))
                .withMessageContaining("20000 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.copy(Map.of("a", "x".repeat(2_000_000))))
                .withMessageContaining("characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metrics.copy(null))
                .withMessageContaining("no metrics");
    }

    @Test
    void valueThatCannotBeSaidThrowsOnThePluginsThread() {
        Object mine = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("mine");
            }
        };

        assertThatThrownBy(() -> Metrics.copy(Map.of("a", mine))).hasMessage("mine");
    }
}
