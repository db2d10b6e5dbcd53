package io.heartbeat.bench.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that can be filled up. Needs root. */
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    /**
     * Mounts it.
     *
     * @param folder where; it must exist
     */
    public SmallDisk(Path folder, int mebibytes) throws IOException, InterruptedException {
        this.folder = folder;
        Shell.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    }

    /** Full for so long, then as before. */
    public void full(long seconds) throws IOException, InterruptedException {
        Path ballast = folder.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] block = new byte[4_096];
            while (true) {
                out.write(block);
            }
        } catch (IOException isFull) {
            Thread.sleep(seconds * 1_000);
        }
        Files.delete(ballast);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Shell.run("umount", "-l", folder.toString());
    }
}
