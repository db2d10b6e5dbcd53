package io.heartbeat.logstore;

import io.heartbeat.rolling.BackupStep;
import io.heartbeat.rolling.Pack;
import io.heartbeat.rolling.Packing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the {@link TimeIndex} beside a closed file. It listens while the file is compressed, so that it need not be read
 * again; after a crash in between it is read. Used by one background thread at a time.
 */
final class IndexStep implements BackupStep, Pack.Listener {
    private final ZoneId zone;
    private final List<TimeIndex.Part> heard = new ArrayList<>();
    private Path heardOf;
    private LineTime time;

    IndexStep(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String suffix() {
        return TimeIndex.SUFFIX;
    }

    @Override
    public boolean replaces() {
        return false;
    }

    @Override
    public void piece(Path source, byte[] piece, int length, long offset, long packed) {
        if (offset == 0) {
            heard.clear();
            heardOf = source;
            time = lineTime(source);
        }
        if (length > 0) {
            heard.add(TimeIndex.part(piece, length, offset, packed, 0, time));
        }
    }

    @Override
    public void apply(Path source, OutputStream target) throws IOException {
        Optional<Packing> packing = Packing.of(source.toString());
        boolean mine = heardOf != null
                && packing.isPresent()
                && source.toString().equals(heardOf + packing.get().suffix());
        if (mine) {
            new TimeIndex(heard).write(target);
            heard.clear();
            heardOf = null;
            return;
        }
        try (InputStream raw = Files.newInputStream(source);
                InputStream plain = packing.isPresent() ? packing.get().unpack(raw) : raw) {
            TimeIndex.scan(plain, packing.isPresent(), lineTime(source)).write(target);
        }
    }

    private LineTime lineTime(Path file) {
        try {
            return new LineTime(zone, Files.getLastModifiedTime(file).toInstant());
        } catch (IOException gone) {
            return new LineTime(zone, java.time.Instant.EPOCH);
        }
    }
}
