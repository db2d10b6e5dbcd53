package io.heartbeat.loghog;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.tls.TlsRefused;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;

/** What all event loops of the receiver share: the facilities as they are now, their files, the counters. Thread-safe. */
final class Intake {
    final Counters counters;
    final Sources sources = new Sources();
    private final LogHogSettings settings;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Folder folder;
    private volatile FacilitySet facilities;

    Intake(LogHogSettings settings, LogStore store, TimeSource time, Telemetry telemetry) {
        this.settings = settings;
        this.time = time;
        this.telemetry = telemetry;
        this.counters = new Counters(telemetry);
        this.folder = new Folder(settings, store, telemetry, counters);
        this.facilities = settings.facilities();
        sources.register(telemetry);
        folder.openExisting(facilities);
    }

    Lane newLane() {
        return new Lane(this, settings, time, telemetry, counters);
    }

    FacilitySet facilities() {
        return facilities;
    }

    Folder folder() {
        return folder;
    }

    /** A client that does not get through the handshake of TLS is counted, and said. */
    void watch(SslHandler handshake, InetAddress from) {
        TlsRefused.watch(handshake, "LogHog", "hbd_loghog_tls_failures_total", from, telemetry);
    }

    /** Every lane sees them at its next message. */
    void reload(FacilitySet changed) {
        folder.reload(changed);
        facilities = changed;
        folder.openExisting(changed);
    }
}
