package io.heartbeat.loghog;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.wire.loghog.MessageReader;
import io.heartbeat.wire.loghog.Refusal;
import io.heartbeat.wire.loghog.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of the messages that one event loop receives: payload, facility, signature, line, batch, file. Whoever calls has
 * {@link #take} for each payload of one read and then {@link #flush}. For one thread.
 */
final class Lane {
    /** What may wait for failing disks, over all files of this lane. */
    private static final long MOST_HELD = 16L << 20;

    private static final int MOST_ROUTES = 10_000;
    private static final int FIRST_SCRATCH = 128 << 10;

    private final Intake intake;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Counters counters;
    private final MessageReader reader;
    private final LineFormat format;
    private final Map<Bytes, Route> routes = new HashMap<>();
    private final Bytes probe = new Bytes(128);
    private final List<Batch> dirty = new ArrayList<>();
    private final Set<Batch> held = new LinkedHashSet<>();
    private FacilitySet facilities;
    private byte[] scratch = new byte[FIRST_SCRATCH];
    private long taken;

    Lane(Intake intake, LogHogSettings settings, TimeSource time, Telemetry telemetry, Counters counters) {
        this.intake = intake;
        this.time = time;
        this.telemetry = telemetry;
        this.counters = counters;
        this.reader = new MessageReader((int) Math.max(64 << 10, 8 * settings.maxMessage()));
        this.format = new LineFormat(settings.zone());
    }

    /** A buffer for one read, of at least so many bytes. */
    byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        return scratch;
    }

    /**
     * Takes one payload.
     *
     * @param flags of its frame
     * @param fallback the host's name where the message has none
     * @param patient whether the sender can be made to wait; otherwise a message for a disk that is far behind is lost
     */
    void take(byte[] buffer, int offset, int length, int flags, Source source, byte[] fallback, boolean patient) {
        Refusal refusal = reader.read(buffer, offset, length, flags);
        Route route = refusal == null ? route() : null;
        if (refusal == null) {
            refusal = route.facility == null ? Refusal.UNKNOWN_APPLICATION : route.check(reader);
        }
        if (refusal != null) {
            refuse(refusal, source);
            return;
        }
        Span named = reader.hostname();
        boolean absent = !named.present() || named.length() == 0;
        byte[] host = absent ? fallback : named.bytes();
        int from = absent ? 0 : named.from();
        int size = absent ? fallback.length : named.length();
        Batch batch = route.batch(host, from, size);
        if (batch == null || batch.full() && !patient) {
            counters.droppedByDisk.increment();
            return;
        }
        if (batch.lines() == 0) {
            dirty.add(batch);
        }
        format.write(time.wall(), host, from, size, reader.body(), route.facility.multiline(), batch);
        taken++;
        source.messages.increment();
        source.bytes.add(length);
    }

    /** A frame whose payload was never read. */
    void refuse(Refusal refusal, Source source) {
        counters.refused(refusal, source);
        if (refusal == Refusal.UNKNOWN_APPLICATION) {
            telemetry.report(new UnknownApplication(reader.application().text(), source.address()));
        }
    }

    private Route route() {
        if (facilities != intake.facilities()) {
            flush();
            facilities = intake.facilities();
            routes.clear();
        }
        Route route = routes.get(probe.point(reader.application(), reader.module()));
        if (route == null) {
            if (routes.size() >= MOST_ROUTES) {
                routes.clear();
            }
            Facility facility =
                    facilities.find(reader.application().text(), reader.module().text());
            route = new Route(facility, intake.folder());
            routes.put(probe.copy(), route);
        }
        return route;
    }

    /**
     * Hands the lines to their files.
     *
     * @return whether all of them were taken; if not, who can should read no more until {@link #retry} says so
     */
    boolean flush() {
        counters.messages.add(taken);
        taken = 0;
        boolean whole = true;
        for (Batch batch : dirty) {
            if (!batch.flush()) {
                held.add(batch);
                whole = false;
            }
        }
        dirty.clear();
        return whole && (held.isEmpty() || heldBytes() < MOST_HELD);
    }

    private long heldBytes() {
        return held.stream().mapToLong(Batch::length).sum();
    }

    /** Whether lines wait for a disk that fails. */
    boolean holding() {
        return !held.isEmpty();
    }

    /** Tries again what waits; true when nothing does any more. */
    boolean retry() {
        held.removeIf(Batch::flush);
        return held.isEmpty();
    }

    /** The end: what still waits is lost, and counted. */
    void close() {
        flush();
        retry();
        held.forEach(batch -> counters.droppedAtClose.add(batch.lines()));
        held.clear();
    }
}
