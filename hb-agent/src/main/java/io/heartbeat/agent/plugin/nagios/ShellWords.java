package io.heartbeat.agent.plugin.nagios;

import java.util.ArrayList;
import java.util.List;

/**
 * Words of a command line as a shell would split them: blanks between, single and double quotes, backslash. Nothing is
 * expanded, and no shell will run it; what only a shell understands is refused, so that nobody is misled.
 */
final class ShellWords {
    private static final String SHELL_ONLY = "|&;<>`";

    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException with a message for the user */
    static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                end();
            } else if (c == '\'' || c == '"') {
                quoted(c);
            } else if (c == '\\' && at + 1 < line.length()) {
                add(line.charAt(++at));
            } else if (SHELL_ONLY.indexOf(c) >= 0 || line.startsWith("$(", at)) {
                throw new IllegalArgumentException("`" + c
                        + "` is for a shell, and none runs here: put it in quotes, or " + "write [/bin/sh, -c, '…']");
            } else {
                add(c);
            }
        }
        end();
        return words;
    }

    private void quoted(char quote) {
        begun = true;
        for (at++; at < line.length() && line.charAt(at) != quote; at++) {
            boolean escape = quote == '"' && line.charAt(at) == '\\' && at + 1 < line.length();
            add(line.charAt(escape && "\"\\$`".indexOf(line.charAt(at + 1)) >= 0 ? ++at : at));
        }
        if (at >= line.length()) {
            throw new IllegalArgumentException("a quote (" + quote + ") is not closed");
        }
    }

    private void add(char c) {
        word.append(c);
        begun = true;
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }
}
