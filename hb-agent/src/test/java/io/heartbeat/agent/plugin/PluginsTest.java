package io.heartbeat.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsTest {
    private final Plugins plugins = Plugins.own();

    @Test
    void findsThePluginsOfThisVersion() {
        assertThat(plugins.names()).contains("os_info", "cpu_monitor", "memory_monitor");
    }

    @Test
    void namesAreFitForTheWire() {
        assertThat(plugins.names()).allMatch(name -> name.matches("[a-z][a-z0-9_]{0,62}"));
    }

    @Test
    void givesThoseThatAreAskedForInThatOrder() {
        assertThat(plugins.named(List.of("memory_monitor", "os_info")))
                .extracting(Plugin::name)
                .containsExactly("memory_monitor", "os_info");
    }
}
