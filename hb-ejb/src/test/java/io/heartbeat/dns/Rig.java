package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.Fired;
import io.heartbeat.SteppedTime;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.ingest.Arrival;
import io.heartbeat.ingest.BeatReceived;
import io.heartbeat.protocol.Codec;
import io.heartbeat.storage.Databases;
import io.heartbeat.telemetry.Telemetry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A {@link DnsUpdater} with a database of its own, on a clock that the test moves; it can be restarted. */
final class Rig {
    final SteppedTime time = new SteppedTime();
    final DataSource database = database();
    final DnsStore store = new DnsStore(() -> database);
    Telemetry telemetry;
    DnsUpdater updater;
    DnsDesk desk;

    /** Why hosts' records must stay. */
    final Map<String, String> worked = new HashMap<>();

    private final Function<DnsSettings, DnsProvider> provider;
    private String yaml;

    Rig(String yaml, Function<DnsSettings, DnsProvider> provider) {
        this.yaml = yaml;
        this.provider = provider;
        restart();
    }

    /** With another configuration. */
    void restart(String changed) {
        yaml = changed;
        restart();
    }

    /** As after a kill: nothing is stored at the end that was not stored before. */
    void restart() {
        DnsSettings settings = Configured.by(yaml, DnsSettings::from);
        telemetry = new Telemetry(time);
        updater = new DnsUpdater(settings, provider.apply(settings), store, new Fired<>(this::asked), time, telemetry);
        desk = new DnsDesk(settings, updater, store);
        try {
            updater.restore();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void asked(RecordsDeleting event) {
        if (worked.containsKey(event.host())) {
            event.keep().accept(worked.get(event.host()));
        }
    }

    /** A heartbeat, and nothing more. */
    Rig beat(String host, String address) {
        return beat(host, address, "", false);
    }

    Rig beat(String host, String address, String fields, boolean signed) {
        return heard(host, "{\"ID\":\"HTB\",\"name\":\"" + host + "\"" + fields + "}", address, signed);
    }

    /** A heartbeat of a host by a name that no message could bear. */
    Rig beatOfAnything(String host, String address) {
        return heard(host, "{\"ID\":\"HTB\",\"name\":\"x\"}", address, false);
    }

    private Rig heard(String host, String message, String address, boolean signed) {
        byte[] json = message.getBytes(StandardCharsets.UTF_8);
        Codec codec = new Codec();
        assertThat(codec.decode(json, 0, json.length)).isNull();
        InetSocketAddress source = new InetSocketAddress(address(address), 40_000);
        long micros = time.wall().toEpochMilli() * 1000;
        updater.beat(new BeatReceived(host, new Arrival(micros, source, signed), codec.message()));
        return this;
    }

    Rig goes(String host, HostStatus from, HostStatus to) {
        updater.transitioned(new HostTransitioned(1, host, from, to, time.wall(), "test"));
        return this;
    }

    Rig turn() {
        updater.turn();
        return this;
    }

    Rig pass(Duration length) {
        time.pass(length);
        return this;
    }

    List<DnsChange> changes(String host) {
        return desk.changes(host, 100).orElseThrow();
    }

    /** The audit records as {@code name type old>new result}, oldest first. */
    List<String> trail(String host) {
        List<String> lines = new ArrayList<>(changes(host).stream()
                .map(change -> change.name() + " " + change.type() + " " + change.before() + ">" + change.after() + " "
                        + change.result())
                .toList());
        Collections.reverse(lines);
        return lines;
    }

    /** A counter or gauge, 0 when it is not there. */
    double metric(String name, String... label) {
        return telemetry.instruments().stream()
                .filter(one -> one.name().equals(name))
                .filter(one -> label.length == 0
                        || label[0].equals(one.labels().get("result"))
                        || label[0].equals(one.labels().get("reason")))
                .mapToDouble(one -> one.value().getAsDouble())
                .sum();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static DataSource database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        h2.setPassword("");
        try {
            Databases.migrate(h2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return h2;
    }
}
