package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.telemetry.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PluginNumbersTest {
    @Test
    void numbersAreNamedByTheRulesOfPrometheusInBaseUnits() {
        assertThat(told(
                        "disk_monitor",
                        "{\"ID\":\"PLG\",\"name\":\"web\",\"plugin\":\"disk_monitor\",\"cpu_percent\":50,\"load-1min\":1.5,\"text\":\"x\","
                                + "\"partitions\":{\"/\":{\"percent\":75,\"free_gb\":2}},\"per_core\":[10,20],\"swap\":{\"used_mb\":1},"
                                + "\"rtt_ms\":12,\"errors_total\":3,\"none\":null,\"ok\":true}"))
                .containsExactly(
                        "hbd_plugin_disk_monitor_cpu_ratio{host=web} 0.5",
                        "hbd_plugin_disk_monitor_load_1min{host=web} 1.5",
                        "hbd_plugin_disk_monitor_partitions_ratio{host=web, key=/} 0.75",
                        "hbd_plugin_disk_monitor_partitions_free_bytes{host=web, key=/} 2.147483648E9",
                        "hbd_plugin_disk_monitor_per_core{host=web, key=0} 10.0",
                        "hbd_plugin_disk_monitor_per_core{host=web, key=1} 20.0",
                        "hbd_plugin_disk_monitor_swap_used_bytes{host=web} 1048576.0",
                        "hbd_plugin_disk_monitor_rtt_seconds{host=web} 0.012",
                        "hbd_plugin_disk_monitor_errors{host=web} 3.0");
    }

    @Test
    void aHostThatInventsMetricsIsCutOff() {
        assertThat(told("p", "{\"a\":[" + "1,".repeat(9_999) + "1]}")).hasSize(PluginInstruments.PER_HOST);
    }

    private static List<String> told(String plugin, String json) {
        List<Instrument> instruments = new ArrayList<>();
        PluginNumbers.add(
                "web", plugin, json.getBytes(StandardCharsets.UTF_8), instruments, PluginInstruments.PER_HOST);
        return instruments.stream()
                .map(i -> i.name() + i.labels() + " " + i.value().getAsDouble())
                .toList();
    }
}
