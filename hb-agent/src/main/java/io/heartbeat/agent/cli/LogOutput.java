package io.heartbeat.agent.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Log lines on standard error: one line each. */
final class LogOutput {
    private static final String FORMAT_KEY = "java.util.logging.SimpleFormatter.format";
    private static final String ONE_LINE = "%1$tF %1$tT %4$s %5$s%6$s%n";

    private LogOutput() {}

    /**
     * Sets up logging of this process.
     *
     * @param level what the agent's own classes log at least
     * @return the agent's logger; whoever lets go of it loses its level
     */
    static Logger configure(Level level) {
        return configure(level, "");
    }

    /**
     * As {@link #configure(Level)}.
     *
     * @param before what each line begins with: on a terminal, what clears a line that is being drawn
     */
    static Logger configure(Level level, String before) {
        if (System.getProperty(FORMAT_KEY) == null) {
            System.setProperty(FORMAT_KEY, before + ONE_LINE);
        }
        LogManager.getLogManager().reset();
        Handler console = new ConsoleHandler();
        console.setFormatter(new SimpleFormatter());
        console.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(console);
        root.setLevel(Level.WARNING);
        Logger agent = Logger.getLogger("io.heartbeat");
        agent.setLevel(level);
        return agent;
    }
}
