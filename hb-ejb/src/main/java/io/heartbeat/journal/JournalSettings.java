package io.heartbeat.journal;

import io.heartbeat.protocol.MessageType;
import io.heartbeat.settings.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
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
 */
public record JournalSettings(
        boolean enabled,
        Path file,
        long maxSize,
        int maxBackups,
        boolean compress,
        Duration rotateEvery,
        Set<MessageType> types,
        Duration dedupWindow) {
    private static final long MAX_SIZE = 10L << 20;
    private static final int MAX_BACKUPS = 10;
    private static final Set<MessageType> RECEIVED = EnumSet.of(MessageType.HTB, MessageType.PLG, MessageType.RES);

    /** Copies the types. */
    public JournalSettings {
        types = Set.copyOf(types);
    }

    /** The defaults for a file. */
    public static JournalSettings of(Path file) {
        return new JournalSettings(true, file, MAX_SIZE, MAX_BACKUPS, false, Duration.ZERO, RECEIVED, Duration.ZERO);
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
        return new JournalSettings(
                root.flag("journal_enabled", true),
                directory.resolve(name),
                root.bytes("journal_max_size", MAX_SIZE),
                root.integer("journal_max_backups", MAX_BACKUPS, 0, 100_000),
                root.flag("journal_compress", false),
                root.seconds("journal_rotate_every", Duration.ZERO),
                types(root),
                root.seconds("journal_dedup_window", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
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
}
