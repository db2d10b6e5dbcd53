package io.heartbeat.agent.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A command of the allow-list.
 *
 * @param name that servers ask for it by
 * @param argv program by its whole path, and arguments; never from a server
 * @param arguments patterns of the arguments that a server may add, each for the one in its place
 * @param timeout how long it may run
 * @param user to run it as, by runuser; empty for the agent's own
 */
record Allowed(String name, List<String> argv, List<Pattern> arguments, Duration timeout, Optional<String> user) {
    private static final List<String> AS_USER = List.of("/usr/sbin/runuser", "-u");

    Allowed {
        argv = List.copyOf(argv);
        arguments = List.copyOf(arguments);
    }

    /** Whether a server may add these arguments: no more than there are patterns, each matching the whole of its own. */
    boolean allows(List<String> args) {
        if (args.size() > arguments.size()) {
            return false;
        }
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).indexOf('\0') >= 0
                    || !arguments.get(i).matcher(args.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    /** What is run. */
    List<String> line(List<String> args) {
        List<String> line = new ArrayList<>();
        user.ifPresent(name -> {
            line.addAll(AS_USER);
            line.add(name);
            line.add("--");
        });
        line.addAll(argv);
        line.addAll(args);
        return line;
    }
}
