package io.heartbeat.rolling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Compresses backups as gzip (RFC 1952). */
public final class Gzip implements BackupStep {
    private static final int BUFFER = 64 * 1024;

    @Override
    public String suffix() {
        return ".gz";
    }

    @Override
    public void apply(Path source, OutputStream target) throws IOException {
        try (var in = Files.newInputStream(source);
                var out = new GZIPOutputStream(target, BUFFER)) {
            in.transferTo(out);
        }
    }
}
