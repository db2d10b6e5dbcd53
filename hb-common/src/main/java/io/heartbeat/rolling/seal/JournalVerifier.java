package io.heartbeat.rolling.seal;

import io.heartbeat.rolling.Backup;
import io.heartbeat.rolling.Backups;
import io.heartbeat.rolling.seal.VerifyReport.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks journal files: every line is a JSON object, every signed backup is what was signed, none is missing from the chain.
 * One check is one object, used by one thread.
 */
public final class JournalVerifier {
    private static final Pattern BACKUP = Pattern.compile("(.+?)\\.([0-9]{8}-[0-9]{6})(\\.[0-9]+)?((?:\\.[a-z]+)*)");
    private static final String STAMPS = "yyyyMMdd-HHmmss";

    private final PublicKey key;
    private final List<Checked> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<Long, Seal> chain = new TreeMap<>();

    private JournalVerifier(PublicKey key) {
        this.key = key;
    }

    /**
     * Checks a backup, or the file that grows with all of its backups and their chain.
     *
     * @param file {@code messages.journal} for all, or one backup
     * @param key public Ed25519 key in PEM; null to check the lines and digests only, not who signed them
     * @return what was found; files that cannot be read are problems, not exceptions
     */
    public static VerifyReport verify(Path file, Path key) {
        try {
            JournalVerifier check = new JournalVerifier(key == null ? null : Keys.verifying(key));
            check.run(file.toAbsolutePath());
            return new VerifyReport(check.files, check.problems);
        } catch (IOException unreadable) {
            return new VerifyReport(List.of(), List.of(said(unreadable)));
        }
    }

    private void run(Path file) throws IOException {
        Matcher name = BACKUP.matcher(file.getFileName().toString());
        if (name.matches()) {
            one(file, file.resolveSibling(name.group(1)), name);
        } else {
            all(file);
        }
    }

    private void one(Path file, Path journal, Matcher name) throws IOException {
        String base = name.group(1) + "." + name.group(2) + (name.group(3) == null ? "" : name.group(3));
        List<Backup> all = new Backups(journal, STAMPS).list();
        for (Backup backup : all) {
            if (backup.base().getFileName().toString().equals(base)) {
                check(backup);
                return;
            }
        }
        problems.add(file + ": there is no such file");
    }

    private void all(Path journal) throws IOException {
        List<Backup> backups = new Backups(journal, STAMPS).list();
        if (!Files.exists(journal) && backups.isEmpty()) {
            problems.add(journal + ": there is no such file");
            return;
        }
        for (Backup backup : backups) {
            check(backup);
        }
        if (Files.exists(journal)) {
            lines(journal, Contents.read(journal, true), 0, false);
        }
        gaps(journal);
    }

    private void check(Backup backup) throws IOException {
        Path sealFile = null;
        Path data = null;
        for (Path file : backup.files()) {
            if (file.toString().endsWith(Seal.SUFFIX)) {
                sealFile = file;
            } else if (data == null) {
                data = file;
            }
        }
        Seal seal = sealFile == null ? null : seal(sealFile);
        if (data == null) {
            problems.add(backup.base() + ": missing, only its seal is there");
            return;
        }
        Contents contents = contents(data);
        if (contents == null) {
            return;
        }
        lines(
                data,
                contents,
                seal == null ? 0 : seal.sequence(),
                seal != null && key != null && matches(data, contents, seal));
        if (sealFile == null && key != null) {
            problems.add(data + ": not signed");
        } else if (seal != null && key == null) {
            matches(data, contents, seal);
        }
    }

    private Seal seal(Path file) throws IOException {
        try {
            Seal seal = Seal.parse(Files.readString(file));
            if (key != null && !seal.signedWith(key)) {
                problems.add(file + ": the signature is not of this key, or the seal was changed");
                return null;
            }
            if (chain.putIfAbsent(seal.sequence(), seal) != null) {
                problems.add(file + ": another backup has number " + seal.sequence() + " too");
            }
            return seal;
        } catch (IOException damaged) {
            problems.add(file + ": " + damaged.getMessage());
            return null;
        }
    }

    private Contents contents(Path data) {
        try {
            return Contents.read(data, true);
        } catch (IOException damaged) {
            problems.add(data + ": cannot be read: " + damaged.getMessage());
            return null;
        }
    }

    private boolean matches(Path data, Contents contents, Seal seal) {
        boolean sameContent =
                !seal.contentSha256().isEmpty() && seal.contentSha256().equals(contents.contentSha256());
        boolean same = seal.sha256().equals(contents.sha256()) || sameContent;
        boolean sameName = seal.file().equals(data.getFileName().toString())
                || seal.file().startsWith(data.getFileName() + ".")
                || data.getFileName().toString().startsWith(seal.file() + ".");
        if (!same) {
            problems.add(data + ": changed since it was signed");
        } else if (!sameName) {
            problems.add(data + ": was signed under the name " + seal.file());
        }
        return same && sameName;
    }

    private void lines(Path file, Contents contents, long sequence, boolean signed) {
        files.add(new Checked(file, sequence, contents.lines(), signed));
        if (contents.firstInvalid() > 0) {
            problems.add(file + ":" + contents.firstInvalid() + ": no JSON object");
        }
    }

    private void gaps(Path journal) throws IOException {
        Seal before = null;
        for (Seal seal : chain.values()) {
            if (before != null && seal.sequence() != before.sequence() + 1) {
                problems.add("missing: the backups between " + before.file() + " (number " + before.sequence()
                        + ") and " + seal.file() + " (number " + seal.sequence() + ")");
            } else if (before != null && !seal.previous().equals(before.link())) {
                problems.add(seal.file() + ": does not follow " + before.file() + ", one of them was exchanged");
            }
            before = seal;
        }
        head(journal, before);
    }

    private void head(Path journal, Seal last) throws IOException {
        Path file = BackupSigner.chain(journal);
        if (!Files.exists(file)) {
            if (last != null) {
                problems.add(file + ": missing");
            }
            return;
        }
        Seal head = Seal.parse(Files.readString(file));
        if (key != null && !head.signedWith(key)) {
            problems.add(file + ": the signature is not of this key, or it was changed");
        } else if (last == null || last.sequence() < head.sequence()) {
            problems.add("missing: the newest backup " + head.file() + " (number " + head.sequence() + ")");
        } else if (!last.link().equals(head.link())) {
            problems.add(file + ": is older than " + last.file());
        }
    }

    private static String said(IOException failure) {
        return failure instanceof java.nio.file.NoSuchFileException absent
                ? absent.getFile() + ": there is no such file"
                : String.valueOf(failure.getMessage());
    }
}
