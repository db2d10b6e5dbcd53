package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One journal file and the place in it: what the merge compares. For one thread. */
final class OpenFile implements AutoCloseable {
    /** The largest entry that is handed out whole; fields beyond are left out. */
    private static final long LARGEST_ENTRY = 16L << 20;

    private static final String BOOT_ID = "_BOOT_ID";

    private final FileBytes bytes;
    private final FileHeader header = new FileHeader();
    private final EntryObject entry;
    private final EntryChain chain;
    private final DataObjects data;
    private final FileMatcher matcher;
    private final FileSeek seek;
    private final boolean runtime;
    private Path path;
    private boolean ready;
    private boolean last;
    private boolean deleted;
    private long known = -1;
    private long corrupted;

    private OpenFile(Path path, boolean runtime, ReaderMemory memory, Matches matches) throws IOException {
        this.path = path;
        this.runtime = runtime;
        bytes = new FileBytes(path, memory.pages(), memory.nextFile());
        entry = new EntryObject(bytes, header);
        EntryArrays arrays = new EntryArrays(bytes, header);
        chain = new EntryChain(bytes, header, arrays, entry);
        data = new DataObjects(bytes, header, memory);
        HashTable table = new HashTable(bytes, header, data);
        matcher = matches.all() ? null : new FileMatcher(matches, table, data);
        seek = new FileSeek(header, arrays, entry, table);
    }

    /**
     * Opens a file at its head.
     *
     * @param runtime whether it is gone after a restart
     * @return null when it is no journal file, or not yet one
     * @throws UnknownFormatException when only a newer reader understands it
     */
    static OpenFile open(Path path, boolean runtime, ReaderMemory memory, Matches matches) throws IOException {
        OpenFile file = new OpenFile(path, runtime, memory, matches);
        try {
            if (!file.header.read(file.bytes)) {
                file.close();
                return null;
            }
            if (file.header.unknown()) {
                throw new UnknownFormatException(path);
            }
            file.refresh();
            return file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    Path path() {
        return path;
    }

    /** Whether journald copies it to the disk once that is there. */
    boolean runtime() {
        return runtime;
    }

    FileHeader header() {
        return header;
    }

    /** Where it begins to be read. */
    FileSeek seek() {
        return seek;
    }

    /** Goes to the entry of a number. */
    void begin(long index) throws IOException {
        ready = false;
        chain.seek(index);
    }

    /** The name it has now. */
    void renamed(Path now) {
        path = now;
        deleted = false;
    }

    /** Says that it has no name any more. */
    void unlinked() {
        deleted = true;
    }

    boolean deleted() {
        return deleted;
    }

    /** Bytes it holds on the disk. */
    long size() throws IOException {
        return bytes.size();
    }

    /** The number of the entry that comes next. */
    long next() {
        return chain.index() - (ready ? 1 : 0);
    }

    /** Entries that were not read yet. */
    long unread() {
        return Math.max(0, header.entries() - next());
    }

    /** Looks at what its writer has done; true when there is more to read. */
    boolean refresh() throws IOException {
        // The name is older than the header: what was written before the file was archived is in it.
        String name = path.getFileName().toString();
        boolean closed = deleted || name.contains("@") || name.endsWith("~");
        boolean whole = header.read(bytes);
        last = closed || whole && header.archived();
        if (header.entries() == known) {
            return false;
        }
        known = header.entries();
        bytes.completeUpTo(header.tailObject());
        if (matcher != null) {
            matcher.resolve();
        }
        return true;
    }

    /** Whether nothing more comes and all is read. */
    boolean exhausted() throws IOException {
        return last && !candidate();
    }

    /** Whether nobody writes it any more. */
    boolean last() {
        return last;
    }

    /** Whether an entry is ready; reads on to the next that matches. */
    boolean candidate() throws IOException {
        while (!ready && chain.next()) {
            ready = matcher == null || matcher.test(entry);
        }
        return ready;
    }

    /** Where the ready entry stands. */
    Position position() {
        return entry.position();
    }

    /** Passes over the ready entry. */
    void skip() {
        ready = false;
    }

    /** Hands out the ready entry. */
    void take(Entry to) throws IOException {
        ready = false;
        to.position().set(entry.position());
        EntryFields fields = to.fields();
        fields.clear();
        boolean whole = true;
        boolean boot = false;
        for (int i = 0; i < entry.count(); i++) {
            if (fields.total() < LARGEST_ENTRY && data.read(entry.item(i), fields)) {
                boot |= fields.get(fields.size() - 1).name().equals(BOOT_ID);
            } else {
                whole = false;
            }
        }
        if (!boot) {
            byte[] field = (BOOT_ID + "=" + to.bootId()).getBytes(StandardCharsets.US_ASCII);
            fields.copy(BOOT_ID, field, 0, BOOT_ID.length(), field.length);
        }
        if (!whole) {
            corrupted++;
        }
    }

    /** Breaks met so far. */
    long corrupted() {
        return corrupted + chain.corrupted();
    }

    @Override
    public void close() {
        bytes.close();
    }
}
