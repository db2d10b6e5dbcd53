package io.heartbeat.web.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.host.HostSettings;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStates;
import io.heartbeat.metric.Report;
import io.heartbeat.metric.Reports;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.threshold.Level;
import io.heartbeat.web.Somebody;
import io.heartbeat.web.security.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTableTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Map<String, Map<String, Report>> reports = new TreeMap<>();
    private long steady;
    private int asked;

    private final MetricTable table = new MetricTable(reports(), states(), null, time()) {
        @Override
        Map<String, Map<String, Level>> levels() {
            return Map.of("web", Map.of("disk_monitor./.percent", Level.CRITICAL));
        }
    };

    MetricTableTest() {
        report("web", "cpu_monitor", 3, "\"cpu_percent\":12.5,\"per_core\":[10,15]");
        report("web", "disk_monitor", 9, "\"partitions\":{\"/\":{\"percent\":91},\"/<b>\\u202e\":{\"percent\":5}}");
        report("db", "cpu_monitor", 6, "\"cpu_percent\":80");
        report("db", "os_info", 60, "\"system\":\"Linux\",\"ok\":true,\"none\":null,\"huge\":1e400");
    }

    @Test
    void everyValueIsARowInTheOrderOfHostPluginAndReport() {
        assertThat(find("", "", "", "", 0, 100).rows())
                .extracting(row -> row.host() + " " + row.plugin() + " " + row.metric() + " "
                        + (row.text() == null ? row.number() : row.text()))
                .containsExactly(
                        "db cpu_monitor cpu_percent 80.0",
                        "db os_info system Linux",
                        "db os_info ok true",
                        "db os_info huge 1e400",
                        "web cpu_monitor cpu_percent 12.5",
                        "web cpu_monitor per_core.0 10.0",
                        "web cpu_monitor per_core.1 15.0",
                        "web disk_monitor partitions./.percent 91.0",
                        "web disk_monitor partitions./<b>\u202e.percent 5.0");
    }

    @Test
    void whatIsNestedKeepsItsPlaceAndEscapesAreRead() {
        reports.clear();
        report("web", "own", 1, "\"a\":[null,{\"b\\n\":\"x\\u00e9\"},[]],\"c\":{},\"d\":{\"name\":-2.5e1}");
        assertThat(find("", "", "", "", 0, 100).rows())
                .extracting(row -> row.metric() + "=" + (row.text() == null ? row.number() : row.text()))
                .containsExactly("a.1.b\n=xé", "d.name=-25.0");
    }

    @Test
    void eachWordMustBeInHostOrPluginAndMetric() {
        assertThat(metrics(find("WEB percent", "", "", "", 0, 100)))
                .containsExactly("cpu_percent", "partitions./.percent", "partitions./<b>\u202e.percent");
        assertThat(find("web nothing", "", "", "", 0, 100).total()).isZero();
        assertThat(find("", "os_info", "", "", 0, 100).total()).isEqualTo(3);
        MetricPage page = find("web", "os_info", "", "", 0, 100);
        assertThat(page.total()).isZero();
        assertThat(page.all()).isEqualTo(9);
        assertThat(page.plugins()).containsExactly("cpu_monitor", "disk_monitor", "os_info");
    }

    @Test
    void levelsAreThoseOfTheAlerts() {
        assertThat(metrics(find("", "", "any", "", 0, 100))).containsExactly("partitions./.percent");
        assertThat(metrics(find("", "", "critical", "", 0, 100))).containsExactly("partitions./.percent");
        assertThat(find("", "", "ok", "", 0, 100).total()).isEqualTo(8);
        assertThat(metrics(find("", "", "", "-level", 0, 1))).containsExactly("partitions./.percent");
    }

    @ParameterizedTest
    @CsvSource({
        "value,partitions./<b>\u202e.percent",
        "-value,partitions./.percent",
        "age,cpu_percent",
        "-age,huge",
        "metric,cpu_percent",
        "-host,cpu_percent",
        "plugin,cpu_percent"
    })
    void itSortsByEveryColumn(String sort, String first) {
        assertThat(metrics(find("", "", "", sort, 0, 1))).containsExactly(first);
    }

    @Test
    void textsComeAfterNumbersEitherWay() {
        assertThat(find("", "", "", "value", 6, 3).rows()).allMatch(row -> row.text() != null);
        assertThat(find("", "", "", "-value", 6, 3).rows()).allMatch(row -> row.text() != null);
    }

    @Test
    void partsOfTheTableTogetherAreTheTable() {
        for (String sort : List.of("", "-value", "age")) {
            List<String> whole = metrics(find("", "", "", sort, 0, 100));
            List<String> parts = new ArrayList<>();
            for (int offset = 0; offset < 12; offset += 2) {
                parts.addAll(metrics(find("", "", "", sort, offset, 2)));
            }
            assertThat(parts).isEqualTo(whole);
        }
    }

    @Test
    void whatOneMayNotSeeIsNeitherShownNorCounted() {
        MetricPage page = table.find(MetricQuestion.of("", "", "", "", "", ""), viewer("db"::equals));
        assertThat(page.all()).isEqualTo(4);
        assertThat(page.plugins()).containsExactly("cpu_monitor", "os_info");
        assertThat(page.rows()).extracting(MetricRow::host).containsOnly("db");
    }

    @Test
    void itLooksAgainAfterASecondAndForgetsHostsThatAreGone() {
        find("", "", "", "", 0, 100);
        find("", "", "", "", 0, 100);
        assertThat(asked).isEqualTo(2);
        report("db", "cpu_monitor", 0, "\"cpu_percent\":81");
        reports.remove("web");
        steady += 1_001;
        assertThat(find("", "cpu_monitor", "", "", 0, 100).rows())
                .extracting(MetricRow::number)
                .containsExactly(81.0);
    }

    @ParameterizedTest
    @CsvSource({"level,x", "sort,x", "sort,--host", "offset,-1", "offset,x", "limit,0", "limit,501", "offset,999999999"
    })
    void whatCannotBeIsRefused(String key, String value) {
        assertThatThrownBy(() -> MetricQuestion.of(
                        "",
                        "",
                        key.equals("level") ? value : "",
                        key.equals("sort") ? value : "",
                        key.equals("offset") ? value : "",
                        key.equals("limit") ? value : ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key);
    }

    private MetricPage find(String q, String plugin, String level, String sort, int offset, int limit) {
        return table.find(
                MetricQuestion.of(q, plugin, level, sort, String.valueOf(offset), String.valueOf(limit)),
                viewer(host -> true));
    }

    private static List<String> metrics(MetricPage page) {
        return page.rows().stream().map(MetricRow::metric).toList();
    }

    private void report(String host, String plugin, int secondsAgo, String members) {
        String json = "{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"" + plugin + "\"," + members + "}";
        reports.computeIfAbsent(host, name -> new TreeMap<>())
                .put(plugin, new Report(NOW.minusSeconds(secondsAgo), json.getBytes(StandardCharsets.UTF_8)));
    }

    private Reports reports() {
        return new Reports(new Telemetry(TimeSource.SYSTEM)) {
            @Override
            public Map<String, Report> newest(String host) {
                asked++;
                return new TreeMap<>(reports.getOrDefault(host, Map.of()));
            }
        };
    }

    private HostStates states() {
        return new HostStates(
                new HostSettings(Duration.ofSeconds(30), 2, List.of()), TimeSource.SYSTEM, new Lanes(), null, null) {
            @Override
            public Collection<HostState> all() {
                return reports.keySet().stream()
                        .map(name -> HostState.unknown(name, NOW, 0, 30))
                        .toList();
            }
        };
    }

    private TimeSource time() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return NOW;
            }

            @Override
            public long steadyMillis() {
                return steady;
            }
        };
    }

    private static Viewer viewer(Predicate<String> seen) {
        return new Somebody("ada", () -> false, (host, role) -> seen.test(host));
    }
}
