package io.heartbeat.loghog;

import io.heartbeat.logstore.LogFile;
import io.heartbeat.wire.loghog.MessageReader;
import io.heartbeat.wire.loghog.Refusal;
import io.heartbeat.wire.loghog.Signature;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Where one event loop brings the messages of one application and module. For one thread. */
final class Route {
    private static final int MOST_HOSTS = 20_000;

    final Facility facility;
    private final Folder folder;
    private final Signature signature;
    private final Map<Bytes, Batch> hosts = new HashMap<>();
    private final Bytes probe = new Bytes(64);
    private Batch shared;

    /** @param facility null for an application that nobody configured */
    Route(Facility facility, Folder folder) {
        this.facility = facility;
        this.folder = folder;
        this.signature = facility == null || facility.secret().isEmpty() ? null : new Signature(facility.secret());
    }

    /** Null when the message may pass. */
    Refusal check(MessageReader message) {
        return signature == null ? null : signature.check(message, facility.requireSha256());
    }

    /** Where a line of this host goes; null when the file cannot be opened. */
    Batch batch(byte[] host, int from, int length) {
        if (!facility.filePerHost()) {
            if (shared == null) {
                shared = batch(folder.file(facility, null));
            }
            return shared;
        }
        Batch batch = hosts.get(probe.point(host, from, length));
        if (batch == null) {
            if (hosts.size() >= MOST_HOSTS) {
                hosts.clear();
            }
            batch = batch(folder.file(facility, new String(host, from, length, StandardCharsets.UTF_8)));
            if (batch != null) {
                hosts.put(probe.copy(), batch);
            }
        }
        return batch;
    }

    private static Batch batch(LogFile file) {
        return file == null ? null : new Batch(file);
    }
}
