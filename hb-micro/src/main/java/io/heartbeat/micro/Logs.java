package io.heartbeat.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes the logging.properties of a start: one line an event, ours from INFO, the server's from WARNING, to standard error
 * and to the configured {@code logfile}, which is only ever appended to. The system property
 * hb.log.level changes the level of ours, hb.server.log.level the server's.
 */
final class Logs {
    private static final String PLAIN =
            """
            handlers=%s
            .level=%s
            io.heartbeat.level=%s
            java.util.logging.ConsoleHandler.level=ALL
            java.util.logging.ConsoleHandler.filter=io.heartbeat.micro.launch.OperatorsLog
            java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format=%%1$tFT%%1$tT.%%1$tL%%1$tz %%4$s %%3$s %%5$s%%6$s%%n
            java.util.logging.FileHandler.level=ALL
            java.util.logging.FileHandler.filter=io.heartbeat.micro.launch.OperatorsLog
            java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.FileHandler.append=true
            """;

    private Logs() {}

    /** Writes it for this log file into a folder and says where it is. */
    static Path write(Path folder, Optional<Path> logFile) {
        String handlers =
                "java.util.logging.ConsoleHandler" + (logFile.isPresent() ? " java.util.logging.FileHandler" : "");
        String text = PLAIN.formatted(
                handlers,
                System.getProperty("hb.server.log.level", "WARNING"),
                System.getProperty("hb.log.level", "INFO"));
        if (logFile.isPresent()) {
            text += "java.util.logging.FileHandler.pattern=" + pattern(logFile.get()) + "\n";
        }
        try {
            makeParent(logFile);
            return Files.writeString(folder.resolve("logging.properties"), text);
        } catch (IOException e) {
            throw new Failure("cannot prepare the log: " + e, e);
        }
    }

    /** The handler's and the properties' own escapes are kept literal. */
    private static String pattern(Path file) {
        return file.toAbsolutePath().toString().replace("%", "%%").replace("\\", "\\\\");
    }

    private static void makeParent(Optional<Path> logFile) throws IOException {
        if (logFile.isPresent()) {
            Files.createDirectories(logFile.get().toAbsolutePath().getParent());
        }
    }
}
