package io.heartbeat.rolling.seal;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.rolling.BackupStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.Set;

/**
 * Puts a signed seal beside each backup. Each names the one before, and {@code FILE.chain} holds the newest, so that a
 * backup that is taken away leaves a gap (docs/MESSAGE_JOURNAL.md, "Signing"). The last of a policy's steps.
 */
public final class BackupSigner implements BackupStep {
    private static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rw-r-----");

    private final Path chain;
    private final PrivateKey key;
    private final TimeSource time;

    /**
     * @param file the file that grows
     * @param key Ed25519, see {@link Keys#signing}
     */
    public BackupSigner(Path file, PrivateKey key, TimeSource time) {
        this.chain = chain(file);
        this.key = key;
        this.time = time;
    }

    /** Where the newest seal of a file's backups is kept. */
    static Path chain(Path file) {
        return file.resolveSibling(file.getFileName() + ".chain");
    }

    @Override
    public String suffix() {
        return Seal.SUFFIX;
    }

    @Override
    public boolean replaces() {
        return false;
    }

    /** The chain goes first: a crash before the seal has its name gives the very same seal again. */
    @Override
    public void apply(Path source, OutputStream target) throws IOException {
        String name = source.getFileName().toString();
        Contents contents = Contents.read(source, false);
        Seal newest = Files.exists(chain) ? Seal.parse(Files.readString(chain)) : null;
        Seal seal = newest;
        if (newest == null || !newest.file().equals(name) || !newest.sha256().equals(contents.sha256())) {
            long sequence = newest == null ? 1 : newest.sequence() + 1;
            String previous = newest == null ? Seal.NONE_BEFORE : newest.link();
            seal = Seal.sign(name, sequence, contents, previous, time.wall(), key);
            keep(seal);
        }
        target.write(seal.text().getBytes(StandardCharsets.UTF_8));
    }

    private void keep(Seal seal) throws IOException {
        Path part = chain.resolveSibling(chain.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PERMISSIONS));
        Files.writeString(part, seal.text());
        Files.setPosixFilePermissions(part, PERMISSIONS);
        Files.move(part, chain, StandardCopyOption.ATOMIC_MOVE);
    }
}
