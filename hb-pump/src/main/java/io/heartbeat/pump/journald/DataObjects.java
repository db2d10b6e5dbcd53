package io.heartbeat.pump.journald;

import java.io.IOException;
import java.util.Arrays;

/** Reads data objects, unpacked, into the fields of an entry. For one thread. */
final class DataObjects {
    private final FileBytes bytes;
    private final FileHeader header;
    private final ReaderMemory memory;

    DataObjects(FileBytes bytes, FileHeader header, ReaderMemory memory) {
        this.bytes = bytes;
        this.header = header;
        this.memory = memory;
    }

    /** Adds the field that stands there; false when none does. */
    boolean read(long offset, EntryFields to) throws IOException {
        Field known = memory.cache().get(bytes.id(), offset);
        if (known != null) {
            to.add(known);
            return true;
        }
        int prefix = header.compact() ? Layout.DATA_PAYLOAD_COMPACT : Layout.DATA_PAYLOAD;
        if (!isData(offset, prefix)) {
            return false;
        }
        byte[] found = bytes.found();
        int at = bytes.at();
        long size = Bytes.u64(found, at + 8) - prefix;
        boolean repeats = Bytes.u64(found, at + Layout.DATA_ENTRIES) > 1;
        int compression = found[at + 1] & Layout.COMPRESSED;
        return compression == 0
                ? plain(offset, offset + prefix, (int) Math.min(size, Inflater.LONGEST), repeats, to)
                : packed(offset, size, compression, repeats, to);
    }

    /** Whether the data object holds exactly these bytes. */
    boolean holds(long offset, byte[] wanted) throws IOException {
        EntryFields one = memory.probe();
        one.clear();
        if (!read(offset, one)) {
            return false;
        }
        Field field = one.get(0);
        int from = field.start();
        return Arrays.equals(field.bytes(), from, field.offset() + field.length(), wanted, 0, wanted.length);
    }

    private boolean isData(long offset, int prefix) throws IOException {
        if (offset < header.size() || !Layout.aligned(offset) || !bytes.look(offset, prefix)) {
            return false;
        }
        return bytes.found()[bytes.at()] == Layout.DATA && Bytes.u64(bytes.found(), bytes.at() + 8) > prefix;
    }

    private boolean plain(long offset, long payload, int size, boolean repeats, EntryFields to) throws IOException {
        if (repeats && size <= DataCache.LARGEST) {
            byte[] own = new byte[size];
            return bytes.copy(payload, own, 0, size) && share(offset, own, to);
        }
        if (!there(payload, size)) {
            return false;
        }
        to.ensure(size);
        int room = to.room();
        return bytes.copy(payload, to.buffer(), room, size) && take(to, size);
    }

    /** A length that reaches beyond the file must not cost memory. */
    private boolean there(long payload, int size) throws IOException {
        return size <= Page.SIZE || payload + size <= bytes.size();
    }

    private boolean packed(long offset, long size, int compression, boolean repeats, EntryFields to)
            throws IOException {
        int prefix = header.compact() ? Layout.DATA_PAYLOAD_COMPACT : Layout.DATA_PAYLOAD;
        if (size > Integer.MAX_VALUE / 2 || !there(offset + prefix, (int) size)) {
            return false;
        }
        byte[] packed = memory.packed((int) size);
        Inflater inflater = memory.inflater();
        if (!bytes.copy(offset + prefix, packed, 0, (int) size) || !inflater.inflate(compression, packed, (int) size)) {
            return false;
        }
        int length = inflater.length();
        if (repeats && length <= DataCache.LARGEST) {
            return share(offset, Arrays.copyOf(inflater.bytes(), length), to);
        }
        to.ensure(length);
        System.arraycopy(inflater.bytes(), 0, to.buffer(), to.room(), length);
        inflater.trim();
        return take(to, length);
    }

    private boolean share(long offset, byte[] own, EntryFields to) {
        int name = Field.nameEnd(own, 0, own.length);
        if (name < 0) {
            return false;
        }
        Field field = new Field()
                .set(memory.names().of(own, 0, name), own, 0, name + 1, own.length)
                .share();
        memory.cache().put(bytes.id(), offset, field);
        to.add(field);
        return true;
    }

    private boolean take(EntryFields to, int length) {
        int room = to.room();
        int name = Field.nameEnd(to.buffer(), room, room + length);
        if (name < 0) {
            return false;
        }
        to.take(memory.names().of(to.buffer(), room, name), name, length);
        return true;
    }
}
