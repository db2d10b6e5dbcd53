package io.heartbeat.agent.upgrade;

import io.heartbeat.settings.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the agent lets itself be upgraded; whether it does says {@code upgrade}.
 *
 * @param from {@code upgrade_from}: machines that new versions may come from besides the server itself
 * @param authority {@code upgrade_ca}: PEM file with the certificates of who signed the server's; absent: those that Java
 *     trusts
 * @param patience {@code upgrade_patience}: how long a new version has for its first answered heartbeat
 */
public record UpgradeSettings(List<String> from, Optional<Path> authority, Duration patience) {
    /** Of an agent that is told nothing. */
    public static final UpgradeSettings NONE = new UpgradeSettings(List.of(), Optional.empty(), Duration.ofMinutes(1));

    /** Copies the list. */
    public UpgradeSettings {
        from = List.copyOf(from);
    }

    /** Reads upgrade_from, upgrade_ca and upgrade_patience. */
    public static UpgradeSettings from(Section root) {
        Path authority = root.path("upgrade_ca", null);
        if (authority != null && !Files.isReadable(authority)) {
            root.problem("upgrade_ca", authority + " cannot be read");
        }
        return new UpgradeSettings(
                root.texts("upgrade_from"),
                Optional.ofNullable(authority),
                root.seconds("upgrade_patience", Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(5)));
    }
}
