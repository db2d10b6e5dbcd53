package io.heartbeat.agent.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Opens an agent's archive, {@code bin/hbc} and {@code lib/…}, into a folder and nowhere else. */
final class Unpacking {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_FILES = 10_000;
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private long bytes;
    private int files;

    private Unpacking(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks.
     *
     * @param folder is there and empty
     * @throws UpgradeRefused when the archive is none of an agent
     */
    static void unpack(Path archive, Path folder) throws IOException, UpgradeRefused {
        Unpacking unpacking = new Unpacking(folder);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpacking.take(entry, zip);
            }
        } catch (IllegalArgumentException damagedName) {
            throw new UpgradeRefused("the archive has a name that is none");
        }
        Path launcher = folder.resolve("bin/hbc");
        if (!Files.isRegularFile(launcher)) {
            throw new UpgradeRefused("the archive has no bin/hbc");
        }
        try (var programs = Files.list(launcher.getParent())) {
            for (Path program : programs.toList()) {
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private void take(ZipEntry entry, InputStream contents) throws IOException, UpgradeRefused {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder) || target.equals(folder) || ++files > MOST_FILES) {
            throw new UpgradeRefused("the archive has `" + entry.getName() + "` in it, which is not for here");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = contents.read(chunk); count >= 0; count = contents.read(chunk)) {
                bytes += count;
                if (bytes > MOST_BYTES) {
                    throw new UpgradeRefused("the archive holds more than " + (MOST_BYTES >> 20) + " MiB");
                }
                out.write(chunk, 0, count);
            }
        }
    }
}
