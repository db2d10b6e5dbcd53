package io.heartbeat.agent.plugin.nagios;

import io.heartbeat.protocol.Names;
import io.heartbeat.settings.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One configured check.
 *
 * @param name in the report; unique
 * @param command program and arguments; a program without a slash is looked for beside the other checks, then on the PATH
 * @param timeout after which it is ended and UNKNOWN
 */
record Check(String name, List<String> command, Duration timeout) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Reads an element of {@code commands}; what is wrong becomes a problem of the section. Never null. */
    static Check from(Section section, Path directory, Duration standardTimeout) {
        List<String> words = words(section);
        String program = words.isEmpty() ? "" : words.get(0);
        String name = section.text("name", program.substring(program.lastIndexOf('/') + 1));
        if (words.isEmpty()) {
            section.problem("command", "names no program, such as `command: check_load -w 5,4,3 -c 10,8,6`");
        } else if (!Names.plugin(name)) {
            section.problem("name", "\"" + name + "\" is no name: letters, digits and . _ : -");
        }
        return new Check(
                name, located(words, directory), section.seconds("timeout", standardTimeout, SHORTEST, LONGEST));
    }

    /** A text is split as a shell would; a list of several is taken as it is. */
    private static List<String> words(Section section) {
        List<String> texts = section.texts("command");
        if (texts.size() != 1) {
            return texts;
        }
        try {
            return ShellWords.split(texts.get(0));
        } catch (IllegalArgumentException e) {
            section.problem("command", e.getMessage());
            return List.of("none");
        }
    }

    private static List<String> located(List<String> words, Path directory) {
        if (words.isEmpty() || words.get(0).contains("/")) {
            return words;
        }
        Path program = directory.resolve(words.get(0));
        if (!Files.isExecutable(program)) {
            return words;
        }
        List<String> located = new ArrayList<>(words);
        located.set(0, program.toString());
        return located;
    }
}
