package io.heartbeat.pump.source;

import io.heartbeat.pump.journald.Entry;
import io.heartbeat.pump.journald.JournalEntries;
import java.io.IOException;
import java.time.Duration;

/** One reader of systemd's journal as a stream. */
final class JournalStream implements LogStream {
    private final JournalEntries entries;
    private final Entry entry = new Entry();

    JournalStream(JournalEntries entries) {
        this.entries = entries;
    }

    @Override
    public boolean next() throws IOException {
        return entries.next(entry);
    }

    @Override
    public boolean await(Duration atMost) throws IOException, InterruptedException {
        return entries.await(atMost);
    }

    @Override
    public void tend() throws IOException {
        entries.tend();
    }

    @Override
    public void wake() {
        entries.wake();
    }

    @Override
    public int size() {
        return entry.size();
    }

    @Override
    public String name(int field) {
        return entry.field(field).name();
    }

    @Override
    public byte[] bytes(int field) {
        return entry.field(field).bytes();
    }

    @Override
    public int offset(int field) {
        return entry.field(field).offset();
    }

    @Override
    public int length(int field) {
        return entry.field(field).length();
    }

    @Override
    public boolean shared(int field) {
        return entry.field(field).shared();
    }

    @Override
    public Object memo(int field) {
        return entry.field(field).memo;
    }

    @Override
    public void memo(int field, Object memo) {
        entry.field(field).memo = memo;
    }

    @Override
    public long realtimeMicros() {
        return entry.realtimeMicros();
    }

    @Override
    public Object place() {
        return entry.cursor();
    }

    @Override
    public long corrupted() {
        return entries.tally().corrupted();
    }

    @Override
    public long lost() {
        return entries.tally().lost();
    }

    @Override
    public void close() {
        entries.close();
    }
}
