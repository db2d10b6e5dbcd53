package io.heartbeat.journal;

import io.heartbeat.protocol.MessageType;
import io.heartbeat.rolling.seal.Keys;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the journal is told by the configuration.
 *
 * @param enabled {@code journal_enabled}
 * @param file {@code journal_dir} and {@code journal_file}
 * @param maxSize {@code journal_max_size}, bytes; 0 for no bound
 * @param maxBackups {@code journal_max_backups}
 * @param compress {@code journal_compress}: backups as gzip
 * @param rotateEvery {@code journal_rotate_every}; zero for never
 * @param types {@code journal_types}: what is journaled
 * @param dedupWindow {@code journal_dedup_window}: how long the same bytes of the same host are one line; zero for off
 * @param encryptKey {@code journal_encrypt_key}: backups are encrypted; empty for not
 * @param signKeyFile {@code journal_sign_key_file}: backups are signed; null for not
 * @param outputs {@code journal_format}, {@code journal_syslog}, {@code journal_gelf}: where lines go besides
 */
public record JournalSettings(
        boolean enabled,
        Path file,
        long maxSize,
        int maxBackups,
        boolean compress,
        Duration rotateEvery,
        Set<MessageType> types,
        Duration dedupWindow,
        String encryptKey,
        Path signKeyFile,
        List<OutputSettings> outputs) {
    private static final long MAX_SIZE = 10L << 20;
    private static final int MAX_BACKUPS = 10;
    private static final Set<MessageType> RECEIVED = EnumSet.of(MessageType.HTB, MessageType.PLG, MessageType.RES);

    /** Copies the collections. */
    public JournalSettings {
        types = Set.copyOf(types);
        outputs = List.copyOf(outputs);
    }

    /** The defaults for a file. */
    public static JournalSettings of(Path file) {
        return new JournalSettings(
                true, file, MAX_SIZE, MAX_BACKUPS, false, Duration.ZERO, RECEIVED, Duration.ZERO, "", null, List.of());
    }

    /**
     * Reads the keys that begin with {@code journal_}.
     *
     * @param dataDir the server's {@code data_dir}; the journal lives under it by default
     */
    public static JournalSettings from(Section root, Path dataDir) {
        Path directory = root.path("journal_dir", dataDir.resolve("journal"));
        String name = root.text("journal_file", "messages.journal");
        if (name.isBlank() || name.contains("/") || name.startsWith(".")) {
            root.problem("journal_file", "must be the name of a file in journal_dir, such as messages.journal");
            name = "messages.journal";
        }
        Path file = directory.resolve(name);
        return new JournalSettings(
                root.flag("journal_enabled", true),
                file,
                root.bytes("journal_max_size", MAX_SIZE),
                root.integer("journal_max_backups", MAX_BACKUPS, 0, 100_000),
                root.flag("journal_compress", false),
                root.seconds("journal_rotate_every", Duration.ZERO),
                types(root),
                root.seconds("journal_dedup_window", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)),
                encryptKey(root),
                signKeyFile(root),
                OutputSettings.from(root, file));
    }

    private static String encryptKey(Section root) {
        String text = root.secret("journal_encrypt_key").orElse("");
        try {
            if (!text.isEmpty()) {
                Keys.encryption(text);
            }
        } catch (IllegalArgumentException none) {
            root.problem("journal_encrypt_key", none.getMessage());
        }
        return text;
    }

    private static Path signKeyFile(Section root) {
        Path file = root.path("journal_sign_key_file", null);
        try {
            if (file != null) {
                Keys.signing(file);
            }
        } catch (IOException none) {
            root.problem("journal_sign_key_file", "cannot be used: " + none.getMessage());
        }
        return file;
    }

    private static Set<MessageType> types(Section root) {
        Set<MessageType> types = EnumSet.noneOf(MessageType.class);
        for (String word : root.texts("journal_types")) {
            RECEIVED.stream()
                    .filter(type -> type.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .ifPresentOrElse(
                            types::add, () -> root.problem("journal_types", "`" + word + "` is none of HTB, PLG, RES"));
        }
        return types.isEmpty() ? RECEIVED : types;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "JournalSettings[" + (enabled ? file : "off") + "]";
    }
}
