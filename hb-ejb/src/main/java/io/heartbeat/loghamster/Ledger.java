package io.heartbeat.loghamster;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known to be on the disk: of each output its length, of each stream into it how far it got. A file of lines, each
 * with its checksum, appended and synced; a line that a crash tore is passed over, for nothing was acknowledged by it. It is
 * written anew when it has grown. Thread-safe.
 */
final class Ledger implements Closeable {
    private static final System.Logger LOG = System.getLogger(Ledger.class.getName());
    private static final long REWRITE_AT = 8 << 20;

    private final Path file;
    private final Map<Path, Account> accounts = new HashMap<>();
    private FileChannel out;
    private long rewriteAt = REWRITE_AT;

    /** Reads what is there. */
    Ledger(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            read();
        }
        rewrite();
    }

    private void read() throws IOException {
        int broken = 0;
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            Account account = line.isEmpty() ? null : LedgerLine.read(line);
            if (account != null) {
                accounts.merge(account.output(), account, Account::followedBy);
            }
            broken += account == null && !line.isEmpty() ? 1 : 0;
        }
        if (broken > 0) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken");
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.log(
                    Level.WARNING,
                    "{0}: {1} lines cannot be read and are passed over; the last one is what a crash tears. A copy is {2}",
                    file,
                    broken,
                    aside);
        }
    }

    /** What is known of an output; null when nothing is. */
    synchronized Account of(Path output) {
        return accounts.get(output);
    }

    /** Notes what is true now; when this comes back it is on the disk. */
    synchronized void note(Collection<Account> changes) throws IOException {
        if (out.size() > rewriteAt) {
            rewrite();
        }
        StringBuilder lines = new StringBuilder();
        changes.stream().filter(this::newer).forEach(change -> lines.append(LedgerLine.write(change)));
        long before = out.size();
        try {
            write(out, lines);
            out.force(false);
        } catch (IOException failure) {
            truncate(before, failure);
            throw failure;
        }
        changes.forEach(change -> accounts.merge(change.output(), change, Account::followedBy));
    }

    private boolean newer(Account change) {
        Account known = accounts.get(change.output());
        return known == null || change.version() >= known.version();
    }

    /** Half a line would spoil the next one. */
    private void truncate(long size, IOException failure) {
        try {
            out.truncate(size);
        } catch (IOException worse) {
            failure.addSuppressed(worse);
        }
    }

    private void rewrite() throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        accounts.keySet().removeIf(output -> !Files.exists(output.getParent()));
        List<Account> all = new ArrayList<>(accounts.values());
        FileChannel anew = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            for (Account account : all) {
                write(anew, LedgerLine.write(account));
            }
            anew.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException failure) {
            anew.close();
            throw failure;
        }
        close();
        // It goes on being written: to open it once more could fail, for want of descriptors, and nothing be noted ever
        // after.
        out = anew;
        rewriteAt = anew.size() + REWRITE_AT;
    }

    private static void write(FileChannel to, CharSequence text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
