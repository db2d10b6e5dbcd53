package io.heartbeat.pump.config;

import io.heartbeat.settings.Section;

/**
 * What may wait for a sender.
 *
 * @param items entries in memory
 * @param bytes bytes in memory
 * @param spool bytes on disk
 */
record Buffers(int items, long bytes, long spool) {
    static final Buffers DEFAULT = new Buffers(50_000, 5 << 20, 64 << 20);

    /** Reads the keys that top level and readers have; what is silent is inherited. */
    static Buffers from(Section section, Buffers inherited) {
        return new Buffers(
                section.integer("msg_buffer_max_length", inherited.items, 1, 10_000_000),
                section.bytes("msg_buffer_max_bytes", inherited.bytes),
                section.bytes("spool_max_bytes", inherited.spool));
    }
}
