package io.heartbeat.command;

import io.heartbeat.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server is told of commands and upgrades.
 *
 * @param agentDir {@code agent_dir}: where the agents lie that it gives away
 * @param agentUrl {@code agent_url}: this server as agents reach it, by https, without a slash at the end
 * @param keep {@code commands_keep}: how long commands stay in the database
 */
public record CommandSettings(Path agentDir, Optional<String> agentUrl, Duration keep) {
    private static final String PACKAGED = "heartbeat.agent.dir";

    /** Reads agent_dir, agent_url and commands_keep. */
    public static CommandSettings from(Section root, Path dataDir) {
        return from(root, dataDir, System.getProperty(PACKAGED, ""));
    }

    /** @param packaged folder of the agents that came with this server; empty for none */
    static CommandSettings from(Section root, Path dataDir, String packaged) {
        Path usual = packaged.isEmpty() ? dataDir.resolve("agent") : Path.of(packaged);
        return new CommandSettings(
                root.path("agent_dir", usual),
                url(root),
                root.seconds("commands_keep", Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(3650)));
    }

    private static Optional<String> url(Section root) {
        String text = root.text("agent_url", "");
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!usable(text)) {
            root.problem("agent_url", "must be this server's own address by https, such as https://hb.example.org");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean usable(String text) {
        try {
            URI uri = new URI(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && text.length() <= 1_000;
        } catch (URISyntaxException e) {
            return false; // its text is in the problem's own place
        }
    }
}
