package io.heartbeat.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
    private final Profile profile = Configured.by(
                    """
                    thresholds:
                      cpu_monitor: {cpu_percent: {warning: 80}}
                      disk_monitor: {partitions: {/: {percent: {warning: 75}}, "*": {percent: {warning: 85}}}}
                      rtt: {web: {warning: 5}, "*": {warning: 50}}
                    """,
                    ThresholdSettings::from)
            .defaults();

    @ParameterizedTest
    @CsvSource({
        "cpu_monitor.cpu_percent,80",
        "disk_monitor.partitions./.percent,75",
        "disk_monitor.partitions./var/lib.d/x.percent,85",
        "rtt.web,5",
        "rtt.db.example.org,50"
    })
    void aMetricFindsItsOwnLimitBeforeThatOfAll(String metric, double warning) {
        assertThat(profile.at(metric).orElseThrow().warning()).isEqualTo(OptionalDouble.of(warning));
    }

    @Test
    void whatHasNoneHasNone() {
        assertThat(profile.at("cpu_monitor.load_1min")).isEmpty();
        assertThat(profile.at("disk_monitor.partitions./.free_gb")).isEmpty();
        assertThat(profile.at("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "disk_monitor,partitions./.percent,disk_monitor./.percent",
        "disk_monitor,io.sda.read,disk_monitor.io.sda.read",
        "cpu_monitor,per_core.0,cpu_monitor.per_core.0"
    })
    void alertsNameAMetricWithoutTheKeyThatOnlyHolds(String plugin, String keys, String spoken) {
        assertThat(MetricPath.spoken(plugin, keys)).isEqualTo(spoken);
    }
}
