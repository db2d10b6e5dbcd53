package io.heartbeat.pump.sender.kafka;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.xerial.snappy.Snappy;

/** What this machine can compress with: two of three need native libraries, which not every machine can load. */
enum Compression {
    ZSTD,
    SNAPPY,
    GZIP;

    private static final Logger LOG = System.getLogger(Compression.class.getName());

    /** The best that works here: Zstandard, else Snappy, else gzip. */
    static Compression best() {
        for (Compression kind : values()) {
            if (kind.works()) {
                return kind;
            }
        }
        return GZIP;
    }

    /** Whether it really compresses something. */
    boolean works() {
        try {
            byte[] some = new byte[100];
            return switch (this) {
                case ZSTD -> Zstd.compress(some).length < some.length;
                case SNAPPY -> Snappy.compress(some).length < some.length;
                case GZIP -> true;
            };
        } catch (IOException | LinkageError | RuntimeException e) {
            LOG.log(Level.DEBUG, "{0} does not work here: {1}", this, e.toString());
            return false;
        }
    }

    /** As Kafka calls it. */
    String named() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
