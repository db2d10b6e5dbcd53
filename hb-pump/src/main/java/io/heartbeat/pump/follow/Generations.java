package io.heartbeat.pump.follow;

import io.heartbeat.clock.TimeSource;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that have or had a followed name, as far as they are not {@link Finished}: each is held open. For one thread. */
final class Generations implements Closeable {
    /** How long a file that was given back is watched for late writers. */
    static final Duration LATE_WRITERS = Duration.ofMinutes(1);

    private final TimeSource time;
    private final List<Generation> waiting = new ArrayList<>();
    private final List<Generation> truncated = new ArrayList<>();
    private final Map<Generation, Long> released = new LinkedHashMap<>();
    private final Finished finished = new Finished();
    private Generation current;
    private int serial;
    private int changes;

    /** @param serial how many generations there have been */
    Generations(TimeSource time, int serial) {
        this.time = time;
        this.serial = serial;
    }

    long now() {
        return time.steadyMillis();
    }

    /** The one that has the name; null when none does. */
    Generation current() {
        return current;
    }

    /** The one to be read first. */
    Optional<Generation> oldest() {
        return waiting.isEmpty() ? Optional.ofNullable(current) : Optional.of(waiting.get(0));
    }

    Finished finished() {
        return finished;
    }

    int serial() {
        return serial;
    }

    /** Grows with each one that is taken up. */
    int changes() {
        return changes;
    }

    /** All that are held open and whole. */
    List<Generation> held() {
        List<Generation> all = new ArrayList<>(waiting);
        all.addAll(released.keySet());
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    /** The one that this file is, whatever it holds by now. */
    Optional<Generation> holder(FileKey.Standing file) {
        return held().stream().filter(one -> one.key().equals(file.key())).findFirst();
    }

    /** Whether this file is one of them, going on where it was: it may have been renamed away and back. */
    boolean known(FileKey.Standing file) {
        return holder(file).filter(one -> one.size() <= file.size()).isPresent();
    }

    /** The first of those that were truncated and not looked for yet; null when there is none. */
    Generation truncated() {
        return truncated.isEmpty() ? null : truncated.get(0);
    }

    /** What could be done for the first truncated one was done. */
    void forgetTruncated() throws IOException {
        truncated.remove(0).close();
    }

    /** A file has the name, and nobody knows it. */
    void begin(FileKey.Standing file) throws IOException {
        current = Generation.open(file, serial, now());
        serial++;
        changes++;
    }

    /** It has the name, and is known from an earlier life. */
    void resume(Generation known) {
        current = known;
        changes++;
    }

    /** Whoever had the name before is to be read to the end. */
    void takeUp(Generation one) {
        one.retire(now());
        waiting.add(one);
        changes++;
    }

    /** One more that nobody had seen. */
    void takeUpMissed(Generation one) {
        serial++;
        takeUp(one);
    }

    /** The name belongs to another file by now, or is to be treated like that. */
    void retireCurrent() {
        current.retire(now());
        waiting.add(current);
        current = null;
    }

    /** The file that has the name was truncated. */
    void truncateCurrent() {
        truncated.add(current);
        current = null;
    }

    void release(Generation done) {
        waiting.remove(done);
        released.put(done, now() + LATE_WRITERS.toMillis());
    }

    /** Looks at those that have the name no longer; {@code named} is the file that has it. */
    void noticeOlder(Optional<FileKey.Standing> named) throws IOException {
        for (Generation old : List.copyOf(waiting)) {
            if (!old.notice(now())) {
                waiting.remove(old);
                truncated.add(old);
            }
        }
        Iterator<Map.Entry<Generation, Long>> all = released.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Generation, Long> one = all.next();
            Generation old = one.getKey();
            if (old.notice(now()) && old.size() > old.offset()) {
                all.remove();
                waiting.add(0, old);
            } else if (now() >= one.getValue() && !has(named, old)) {
                all.remove();
                finished.add(old.position());
                old.close();
            }
        }
    }

    /** One that has the name after all may not be forgotten, or it would be read anew. */
    private static boolean has(Optional<FileKey.Standing> named, Generation old) {
        return named.filter(file -> file.key().equals(old.key())).isPresent();
    }

    /** What to keep for the next life; null while what a truncated file held is not settled. */
    Remembered remember() throws IOException {
        if (!truncated.isEmpty()) {
            return null;
        }
        List<FilePosition> positions = new ArrayList<>();
        for (Generation old : waiting) {
            positions.add(old.position());
        }
        if (current != null) {
            positions.add(current.position());
        }
        List<FilePosition> done = finished.positions();
        for (Generation old : released.keySet()) {
            done.add(old.position());
        }
        return new Remembered(true, serial, positions, done);
    }

    /** Lets go of all of them. */
    @Override
    public void close() throws IOException {
        List<Generation> all = held();
        all.addAll(truncated);
        waiting.clear();
        released.clear();
        truncated.clear();
        current = null;
        for (Generation one : all) {
            one.close();
        }
    }
}
