package io.heartbeat.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which signed frames were seen, so that none is accepted twice: not while running, not after a restart, not
 * after a crash. Thread-safe; {@link #accept} allocates nothing for a boot id that is known.
 *
 * <p><b>While running.</b> A frame is fresh within ±90 s of this machine's clock. Per key and boot id a window of 64
 * sequence numbers is kept, for the last 8 boot ids of a key. When a ninth comes, the one whose frames are oldest is
 * forgotten and the key's <i>floor</i> rises to its highest timestamp: at or below the floor everything is refused.
 *
 * <p><b>Across a clean stop</b> ({@link #close}) windows and floors are kept in a file. {@link #load} at once replaces the
 * file by one that is marked as in use: a crash right after the start must not find the mark of the last clean stop.
 *
 * <p><b>Across a crash.</b> A file is always some seconds old, so what was accepted since must be bounded by something
 * that was written <i>before</i>. The highest timestamp in the file is no such bound: a key that was silent when the file
 * was written, or whose clock runs ahead, may since have had any timestamp up to 90 s in the future. Therefore each
 * {@link #save} first promises a <i>ceiling</i>: the moment of the save, plus three save intervals, plus, per key, as much
 * as its sender's clock was ahead when last heard. While the promise stands, timestamps above the ceiling are refused as
 * {@link Rejection#STALE}; after a crash, timestamps up to the ceiling are refused as {@link Rejection#REPLAYED}. Nothing
 * that was accepted is above, so nothing is accepted again. A sender whose clock suddenly runs ahead by more than three
 * save intervals loses frames until the next save, which takes its clock into account; after a crash, senders are heard
 * again three save intervals after the last save, which a restart mostly takes anyway.
 *
 * <p>While {@code save} and {@code load} fail (disk full, read-only) hearing hosts comes first: ceilings are lifted until a
 * save succeeds. For a crash in that state, or a file that was lost or damaged, a second bound is applied in every
 * restart that was not clean: timestamps up to the start are refused. What remains is a frame of a sender whose clock was
 * ahead, accepted while the disk failed, and replayed within its 90 s to a restarted server.
 */
public final class ReplayWindows {
    /** How far a frame's timestamp may be from this machine's clock. */
    public static final Duration TOLERANCE = Duration.ofSeconds(90);
    /** The file's name, in the data directory. */
    public static final String FILE = "replay-windows.bin";

    private final Clock clock;
    private final long reserve;
    private final Map<String, KeyWindows> keys = new ConcurrentHashMap<>();
    private volatile long unknownFloor;
    private volatile long ceiling = Long.MIN_VALUE;
    private volatile boolean promised;
    private volatile boolean closed;

    /**
     * Windows that know of nothing yet and refuse what was sealed before now. Call {@link #load} before the first frame
     * where memory is to outlive the process.
     *
     * @param saveInterval how often the owner calls {@link #save}; a few seconds on a server
     */
    public ReplayWindows(Clock clock, Duration saveInterval) {
        this.clock = clock;
        this.reserve = saveInterval.toMillis() * 3;
        this.unknownFloor = clock.millis();
    }

    /**
     * Asks whether a frame whose MAC was right is new; if so it counts as seen.
     *
     * @param keyId identifier of the key that signed it
     * @param bootId from the frame
     * @param seq from the frame, unsigned
     * @param timestamp from the frame, ms since 1970
     * @return null when new, else {@link Rejection#STALE} or {@link Rejection#REPLAYED}
     */
    public Rejection accept(String keyId, long bootId, long seq, long timestamp) {
        long now = clock.millis();
        // Both bounds are computed from our own clock: the frame's number may be anything and must not overflow.
        if (timestamp < now - TOLERANCE.toMillis() || timestamp > now + TOLERANCE.toMillis()) {
            return Rejection.STALE;
        }
        KeyWindows key = keys.get(keyId);
        if (key == null) {
            key = keys.computeIfAbsent(keyId, id -> new KeyWindows(unknownFloor));
        }
        synchronized (key) {
            if (closed || promised && timestamp > Math.max(ceiling, key.ceiling)) {
                key.ahead = Math.max(key.ahead, timestamp - now);
                return Rejection.STALE;
            }
            if (!key.accept(bootId, seq, timestamp)) {
                return Rejection.REPLAYED;
            }
            key.ahead = timestamp - now;
            return null;
        }
    }

    /**
     * Takes up what a former process saw, and marks the file as in use. To be called once, before the first frame.
     *
     * @param file may be absent; a damaged one is renamed and its new name told
     * @return what was found, for the log
     * @throws IOException when the file can be neither read nor set aside nor marked; the windows then work without
     *     promises, as described above
     */
    public synchronized Recovery load(Path file) throws IOException {
        long start = clock.millis();
        Recovery recovery = new Recovery(
                Recovery.Kind.FIRST, file + " is not there yet: signed frames sealed before this start are refused");
        if (Files.exists(file)) {
            recovery = takeUp(file, start);
        }
        save(file);
        return recovery;
    }

    private Recovery takeUp(Path file, long start) throws IOException {
        ReplayFile.Content content;
        try {
            content = ReplayFile.read(file);
        } catch (ReplayFile.DamagedException | EOFException damaged) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + start);
            Files.move(file, aside);
            return new Recovery(
                    Recovery.Kind.DAMAGED,
                    file + " was set aside as " + aside.getFileName() + ", " + damaged.getMessage()
                            + "; signed frames sealed before this start are refused");
        }
        if (content.clean()) {
            unknownFloor = content.unknownFloor();
            keys.putAll(content.keys());
            return new Recovery(Recovery.Kind.CLEAN, file + ": " + keys.size() + " keys, left by a clean stop");
        }
        long bound = Math.max(start, content.ceiling());
        unknownFloor = Math.max(bound, content.unknownFloor());
        content.keys().forEach((id, key) -> keys.put(id, key.forgetting(bound)));
        return new Recovery(
                Recovery.Kind.CRASHED,
                file + " was left by a crash: signed frames sealed before " + Instant.ofEpochMilli(bound)
                        + " are refused, later for senders whose clock is ahead");
    }

    /**
     * Writes what was seen so far and promises ceilings for the time until the next save. To be called every save interval;
     * frames go on being accepted meanwhile.
     *
     * @throws IOException when that failed; the file that was there is untouched, ceilings are lifted until a save succeeds
     */
    public synchronized void save(Path file) throws IOException {
        if (!closed) {
            write(file, false);
        }
    }

    /**
     * Writes everything and marks the file as clean. From here on every frame is refused, and {@code save} does nothing.
     *
     * @throws IOException when that failed; the next start is then as after a crash
     */
    public synchronized void close(Path file) throws IOException {
        closed = true;
        write(file, true);
    }

    /**
     * Until the file is in its place the old promise may be the one that is found after a crash, so frames that arrive
     * meanwhile must keep the lower of both. Whatever was accepted before a key is written stands in what is written.
     */
    private void write(Path file, boolean clean) throws IOException {
        long now = clock.millis();
        long next = now + reserve;
        boolean bound = promised;
        ceiling = bound ? Math.min(ceiling, next) : next;
        promised = true;
        try {
            ReplayFile.Keys written = new ReplayFile.Keys();
            for (Map.Entry<String, KeyWindows> entry : keys.entrySet()) {
                KeyWindows key = entry.getValue();
                synchronized (key) {
                    key.promise(now, reserve, bound);
                    written.add(entry.getKey(), key);
                }
            }
            ReplayFile.replace(file, new ReplayFile.Content(clean, next, unknownFloor, Map.of()), written);
        } catch (IOException | RuntimeException e) {
            promised = false;
            throw e;
        }
        ceiling = next;
        for (KeyWindows key : keys.values()) {
            synchronized (key) {
                key.ceiling = key.nextCeiling;
            }
        }
    }
}
