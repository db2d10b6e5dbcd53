package io.heartbeat.agent.command;

import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What servers may ask of this agent: nothing, unless its configuration says otherwise. Immutable.
 *
 * @param commands by name
 * @param upgrade whether the agent may be replaced by a newer one
 */
public record AllowList(Map<String, Allowed> commands, boolean upgrade) {
    /** Nothing at all. */
    public static final AllowList NOTHING = new AllowList(Map.of(), false);

    private static final int MOST = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

    /** Copies the map; its order stays. */
    public AllowList {
        commands = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(commands));
    }

    /**
     * Reads {@code commands} and {@code upgrade}.
     *
     * @param signed whether a key is named, without which nothing can be ordered
     */
    public static AllowList from(Section root, boolean signed) {
        Map<String, Allowed> commands = new LinkedHashMap<>();
        Section section = root.section("commands");
        for (String name : section.keys()) {
            commands.put(name, command(name, section));
        }
        if (commands.size() > MOST) {
            root.problem("commands", "are more than " + MOST);
        }
        AllowList list = new AllowList(commands, root.flag("upgrade", false));
        if (!list.nothing() && !signed) {
            root.problem(
                    list.upgrade ? "upgrade" : "commands",
                    "travel in signed frames only; set key_file, or leave it out");
        }
        return list;
    }

    private static Allowed command(String name, Section section) {
        List<Section> parts = section.items(name, "argv");
        List<String> argv = new ArrayList<>();
        parts.forEach(part -> argv.addAll(part.texts("argv")));
        if (!Names.plugin(name)) {
            section.problem(name, "a command's name is made of letters, digits and . _ : -");
        }
        if (argv.isEmpty() || !argv.get(0).startsWith("/")) {
            section.problem(
                    name, "must be a program by its whole path and its arguments, such as [/usr/bin/uptime, -p]");
        }
        if (parts.size() != 1) {
            return new Allowed(name, argv, List.of(), TIMEOUT, Optional.empty());
        }
        Section own = parts.get(0);
        return new Allowed(
                name, argv, patterns(own), own.seconds("timeout", TIMEOUT, Duration.ofSeconds(1), LONGEST), user(own));
    }

    private static Optional<String> user(Section own) {
        String user = own.text("user", "");
        if (!user.isEmpty() && !USER.matcher(user).matches()) {
            own.problem("user", "must be a user of this machine, such as www-data");
        }
        return Optional.of(user).filter(name -> !name.isEmpty());
    }

    private static List<Pattern> patterns(Section own) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : own.texts("args")) {
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                own.problem("args", "`" + text + "` is no regular expression: " + e.getDescription());
            }
        }
        return patterns;
    }

    /** Whether nothing is allowed. */
    public boolean nothing() {
        return commands.isEmpty() && !upgrade;
    }

    /** What the server may know of it: names, how many arguments each takes, whether the agent lets itself be upgraded. */
    public Map<String, Object> told(String version) {
        List<Map<String, Object>> list = new ArrayList<>();
        commands.values()
                .forEach(allowed -> list.add(Map.of(
                        "name", allowed.name(), "args", allowed.arguments().size())));
        return Map.of("version", version, "commands", list, "upgrade", upgrade);
    }
}
