package io.heartbeat.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.SteppedTime;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.ingest.HostForgotten;
import io.heartbeat.ingest.PluginReported;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The whole metric history on a database, as the server runs it, with a clock that the test moves. */
final class Ledger {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);

    final SteppedTime time = new SteppedTime();
    final FlakySource source;
    MetricSettings settings = MetricSettings.DEFAULT;
    Telemetry telemetry;
    ReportQueue queue;
    Reports reports;
    RttMinutes minutes;
    Catalog catalog;
    MetricWriter writer;
    History history;

    Ledger(DataSource database) {
        source = new FlakySource(database);
        start();
    }

    /** What a kill leaves: the database, and a server that begins anew. */
    void kill() {
        start();
    }

    private void start() {
        telemetry = new Telemetry(time);
        queue = new ReportQueue(settings, telemetry);
        reports = new Reports(telemetry, queue);
        minutes = new RttMinutes(queue);
        catalog = new Catalog();
        writer = new MetricWriter(source, settings, queue, catalog, reports, time, telemetry);
        history = new History(reports, minutes, catalog, null, telemetry) {
            @Override
            DataSource source() {
                return source;
            }
        };
    }

    /** A report with these members. */
    void report(String host, String plugin, String members) {
        String json = "{\"ID\":\"PLG\",\"name\":\"" + host + "\",\"plugin\":\"" + plugin + "\""
                + (members.isEmpty() ? "" : ",") + members + "}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        reports.reported(new PluginReported(host, arrival(), decoded(bytes).message()));
    }

    /** A heartbeat with a round-trip time. */
    void beat(String host, double rttMs) {
        byte[] json =
                ("{\"ID\":\"HTB\",\"name\":\"" + host + "\",\"rtt\":" + rttMs + "}").getBytes(StandardCharsets.UTF_8);
        minutes.beat(new BeatReceived(host, arrival(), decoded(json).message()));
    }

    /** Reports a counter each interval, a turn after each. */
    void reportEvery(Duration interval, int count, String host, String plugin) {
        for (int i = 0; i < count; i++) {
            report(host, plugin, "\"v\":" + value());
            turn();
            time.pass(interval);
        }
    }

    /** A number that depends on the time. */
    double value() {
        return time.wall().getEpochSecond() / 60 % 97 / 4.0;
    }

    void drop(String host) {
        HostForgotten event = new HostForgotten(host);
        reports.forgotten(event);
        minutes.forgotten(event);
    }

    boolean turn() {
        return writer.turn();
    }

    /** As many turns as an hour has, so that the sweep comes round; time passes with them. */
    void hourOfTurns() {
        for (int i = 0; i < 720; i++) {
            writer.turn();
            time.pass(settings.flush());
        }
    }

    /** The curve of one path, until now. */
    List<Summary> curve(String host, String path, Duration back, Duration step) {
        return history.curves(host, List.of(path), span(back, step)).get(0).points();
    }

    Span span(Duration back, Duration step) {
        return Span.of(time.wall().minus(back), time.wall(), step, time.wall());
    }

    List<String> samples(String host, String plugin, int limit) {
        return history.samples(host, plugin, limit).stream()
                .map(report -> new String(report.json(), StandardCharsets.UTF_8))
                .toList();
    }

    long rows(String table) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void sql(String statement) {
        try (Connection connection = source.getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void onlyHosts(String... names) {
        writer.onlyHosts(Set.of(names));
    }

    double value(String instrument) {
        return telemetry.instruments().stream()
                .filter(one -> one.name().equals(instrument))
                .mapToDouble(one -> one.value().getAsDouble())
                .sum();
    }

    private Arrival arrival() {
        return new Arrival(Frames.micros(time.wall()), SOURCE, false);
    }

    private static Codec decoded(byte[] json) {
        Codec codec = new Codec();
        assertThat(codec.decode(json, 0, json.length)).isNull();
        return codec;
    }
}
