package io.heartbeat.it.journey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The agent as servers give it away, and others made of it that call themselves newer. */
final class Parcel {
    private static final String VERSION = "io/heartbeat/agent/version.txt";

    private Parcel() {}

    /** The one that was built. */
    static Path built() throws IOException {
        Path target = Path.of(Program.inCheckout("hb-agent/target"));
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("hbc-.*\\.zip"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no hbc-VERSION.zip in " + target + ": package hb-agent"));
        }
    }

    /** The same program that says of itself that it is another version. */
    static void renamed(Path folder, String version) throws IOException {
        byte[] text = (version + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] made = rewritten(Files.readAllBytes(built()), (name, bytes) -> {
            if (!name.equals("lib/hb-agent.jar")) {
                return bytes;
            }
            return rewritten(bytes, (inner, old) -> inner.equals(VERSION) ? text : old);
        });
        Files.write(folder.resolve("hbc-" + version + ".zip"), made);
    }

    /** One that starts and never says a word. */
    static void mute(Path folder, String version) throws IOException {
        byte[] made = rewritten(
                Files.readAllBytes(built()),
                (name, bytes) -> name.equals("bin/hbc")
                        ? "#!/bin/sh\nexec sleep 600\n".getBytes(StandardCharsets.UTF_8)
                        : bytes);
        Files.write(folder.resolve("hbc-" + version + ".zip"), made);
    }

    /** Lays the one that was built as hb_install.sh does; the launcher of the current version. */
    static Path install(Path root) throws IOException {
        Path version = Files.createDirectories(root.resolve("versions/present"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(built()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = version.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
        Path launcher = version.resolve("bin/hbc");
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
        Files.createSymbolicLink(root.resolve("current"), Path.of("versions/present"));
        return root.resolve("current/bin/hbc");
    }

    private static byte[] rewritten(byte[] archive, BiFunction<String, byte[], byte[]> change) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(archive.length);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(change.apply(entry.getName(), bytes(from)));
                to.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException("an archive in memory", e);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(InputStream in) throws IOException {
        return in.readAllBytes();
    }
}
