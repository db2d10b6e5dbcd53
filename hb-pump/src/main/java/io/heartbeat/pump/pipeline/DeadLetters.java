package io.heartbeat.pump.pipeline;

import io.heartbeat.protocol.JsonText;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.rolling.RollingFile;
import io.heartbeat.rolling.RollingPolicy;
import java.io.Closeable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

/**
 * What a destination will never take: one JSON object a line, {@code {"reason", "cursor", "entry"}}, bounded by rotation. For
 * one thread.
 */
final class DeadLetters implements Closeable {
    private static final Logger LOG = System.getLogger(DeadLetters.class.getName());
    private static final long FILE_BYTES = 16 << 20;
    private static final int FILES = 4;

    private final Lane.Parts parts;
    private final Path path;
    private final BitSet written = new BitSet();
    private Batch current;
    private RollingFile file;

    DeadLetters(Lane.Parts parts) {
        this.parts = parts;
        this.path = parts.own("dead-letters").resolveSibling(parts.sender().name() + ".jsonl");
    }

    /** Writes and counts the poison of a batch, each item once; answers how many were new. */
    int take(Batch batch) {
        int before = written.cardinality();
        if (batch != current || batch.size() < written.length()) {
            current = batch;
            written.clear();
            before = 0;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (batch.isPoison(i) && !written.get(i)) {
                written.set(i);
                write(batch, i);
            }
        }
        if (batch.pending() == 0) {
            current = null;
        }
        if (file != null) {
            file.sync();
        }
        return written.cardinality() - before;
    }

    private void write(Batch batch, int item) {
        if (file == null) {
            RollingPolicy policy =
                    RollingPolicy.of(path).withMaxSize(FILE_BYTES).withMaxBackups(FILES);
            file = new RollingFile(policy, parts.time(), parts.background());
        }
        StringBuilder line = new StringBuilder("{\"reason\":");
        JsonText.quote(String.valueOf(batch.reason(item)), line);
        JsonText.quote(batch.cursor(item), line.append(",\"cursor\":"));
        byte[] bytes = line.append(",\"entry\":")
                .append(batch.json(item))
                .append("}\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        parts.metrics()
                .count("sender.dead_letter", Map.of("sender", parts.sender().name()));
        if (file.write(bytes, 0, bytes.length) < bytes.length) {
            LOG.log(
                    Level.ERROR,
                    "an entry that {0} never takes is lost, as {1} cannot be written: {2}",
                    parts.sender().name(),
                    path,
                    batch.cursor(item));
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
