package io.heartbeat.ingest;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.Message;
import io.heartbeat.settings.SettingsReloaded;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The hosts that are admitted, found by the bytes of their name without making a string. Lookups take no lock; a new host
 * is admitted while there are fewer than the configured maximum, so that a flood of invented names costs the known hosts
 * nothing. Thread-safe.
 */
@Unproxied
public class Roster {
    private volatile AtomicReferenceArray<Link> table = new AtomicReferenceArray<>(1 << 10);
    private int size;
    private volatile IngestSettings settings;

    /** Hosts whose names share a slot. */
    private record Link(Admitted host, Link next) {}

    @Inject
    Roster(IngestSettings settings) {
        this.settings = settings;
    }

    /** The host of that name, or null. */
    Admitted find(byte[] bytes, int offset, int length) {
        int hash = hash(bytes, offset, length);
        AtomicReferenceArray<Link> now = table;
        for (Link link = now.get(hash & now.length() - 1); link != null; link = link.next) {
            if (link.host.is(hash, bytes, offset, length)) {
                return link.host;
            }
        }
        return null;
    }

    /** The host of that name, admitted if need be; null when there are too many already. */
    Admitted admit(byte[] bytes, int offset, int length) {
        Admitted host = find(bytes, offset, length);
        return host != null ? host : insert(Arrays.copyOfRange(bytes, offset, offset + length), settings.maxHosts());
    }

    /** The host of that name, or null. */
    Admitted find(byte[] name) {
        return find(name, 0, name.length);
    }

    /** The host of that name, admitted if need be; null when there are too many already. */
    Admitted admit(byte[] name) {
        return admit(name, 0, name.length);
    }

    /** What is demanded of a host that is not admitted yet. */
    AuthMode auth(Message message) {
        return message.nameLength() == 0 ? settings.auth() : settings.auth(message.name());
    }

    /** How many hosts are admitted. */
    public synchronized int size() {
        return size;
    }

    void known(@Observes HostKnown event) {
        Admitted host = insert(event.host().getBytes(StandardCharsets.US_ASCII), Integer.MAX_VALUE);
        if (event.signed()) {
            host.hasSigned = true;
        }
    }

    synchronized void forgotten(@Observes HostForgotten event) {
        byte[] name = event.host().getBytes(StandardCharsets.US_ASCII);
        int hash = hash(name, 0, name.length);
        int slot = hash & table.length() - 1;
        Link kept = null;
        for (Link link = table.get(slot); link != null; link = link.next) {
            if (link.host.is(hash, name, 0, name.length)) {
                size--;
            } else {
                kept = new Link(link.host, kept);
            }
        }
        table.set(slot, kept);
    }

    /** What is demanded of the hosts changed; the places stay. */
    synchronized void reloaded(@Observes SettingsReloaded<IngestSettings> event) {
        settings = event.settings();
        for (int slot = 0; slot < table.length(); slot++) {
            for (Link link = table.get(slot); link != null; link = link.next) {
                link.host.auth = settings.auth(link.host.name);
            }
        }
    }

    private synchronized Admitted insert(byte[] name, int limit) {
        Admitted present = find(name, 0, name.length);
        if (present != null || size >= limit) {
            return present;
        }
        if (size > table.length()) {
            table = grown();
        }
        Admitted host = new Admitted(name, hash(name, 0, name.length));
        host.auth = settings.auth(host.name);
        put(table, host);
        size++;
        return host;
    }

    private AtomicReferenceArray<Link> grown() {
        AtomicReferenceArray<Link> larger = new AtomicReferenceArray<>(table.length() * 4);
        for (int slot = 0; slot < table.length(); slot++) {
            for (Link link = table.get(slot); link != null; link = link.next) {
                put(larger, link.host);
            }
        }
        return larger;
    }

    private static void put(AtomicReferenceArray<Link> table, Admitted host) {
        int slot = host.hash & table.length() - 1;
        table.set(slot, new Link(host, table.get(slot)));
    }

    private static int hash(byte[] bytes, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
