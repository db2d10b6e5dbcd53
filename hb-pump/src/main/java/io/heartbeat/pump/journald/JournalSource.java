package io.heartbeat.pump.journald;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which entries of which files. Immutable.
 *
 * @param path null, or a directory anywhere with journal files in it or one level below; with {@link JournalFlag#OS_ROOT} the
 *     root of an operating system
 * @param files exactly these files; then {@code path} and {@code namespace} are null
 * @param namespace null for the default one; its files lie in {@code MACHINE.NAMESPACE}
 * @param flags as sd_journal_open(3)
 * @param matches {@code FIELD=value} as bytes, exact. Several of one field: any; several fields: all
 */
public record JournalSource(
        Path path, List<Path> files, String namespace, Set<JournalFlag> flags, List<byte[]> matches) {
    /** Checks and copies; throws {@link IllegalArgumentException} that names what contradicts itself. */
    public JournalSource {
        files = List.copyOf(files);
        flags = flags.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(flags));
        matches = List.copyOf(matches);
        if (!files.isEmpty() && (path != null || namespace != null)) {
            throw new IllegalArgumentException("files stand alone: neither path nor namespace goes with them");
        }
        if (namespace != null && !namespace.matches("[A-Za-z0-9_.@-]{1,128}")) {
            throw new IllegalArgumentException(
                    "must be up to 128 letters, digits and _ . @ -; found `" + namespace + "`");
        }
        for (byte[] match : matches) {
            if (Field.nameEnd(match, 0, match.length) <= 0) {
                throw new IllegalArgumentException("not FIELD=value: " + new String(match, StandardCharsets.UTF_8));
            }
        }
    }

    /** The journal of this machine, all of it. */
    public static JournalSource ofThisMachine() {
        return new JournalSource(null, List.of(), null, Set.of(JournalFlag.LOCAL_ONLY), List.of());
    }

    /** A directory anywhere on disk. */
    public static JournalSource of(Path directory) {
        return new JournalSource(directory, List.of(), null, Set.of(), List.of());
    }

    /** Single files. */
    public static JournalSource of(List<Path> files) {
        return new JournalSource(null, files, null, Set.of(), List.of());
    }

    /** The same with one more match; {@code ("_SYSTEMD_UNIT", "ssh.service")}. */
    public JournalSource matching(String field, String value) {
        List<byte[]> more = new ArrayList<>(matches);
        more.add((field + "=" + value).getBytes(StandardCharsets.UTF_8));
        return new JournalSource(path, files, namespace, flags, more);
    }
}
