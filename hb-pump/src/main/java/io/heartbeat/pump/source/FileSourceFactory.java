package io.heartbeat.pump.source;

import io.heartbeat.pump.follow.Wildcards;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code source: file}: the lines of a file that grows and is rotated. */
public final class FileSourceFactory implements SourceFactory {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

    /** For the service loader. */
    public FileSourceFactory() {}

    @Override
    public String type() {
        return "file";
    }

    @Override
    public LogSource plan(Section reader) {
        Path path = reader.path("path", null);
        if (path == null) {
            reader.problem("path", "is needed: the file to read, such as /var/log/app.log");
            path = Path.of("/nowhere");
        } else if (Wildcards.of(path).several()) {
            reader.problem("path", "names one file; give each file a reader of its own, for each has a place of its own");
        }
        String position = reader.text("initial_position", "head").strip();
        if (!position.matches("head|tail")) {
            reader.problem("initial_position", "must be head or tail; found `" + position + "`");
        }
        String name = path.getFileName() == null ? "file" : path.getFileName().toString();
        return new FileLog(
                path.toAbsolutePath(),
                position.equals("tail"),
                reader.text("identifier", name.replaceAll("\\.(log|txt|out)$", "")),
                reader.text("hostname", hostname()),
                reader.seconds("poll", Duration.ofMillis(250), Duration.ofMillis(10), Duration.ofMinutes(10)),
                reader.seconds("partial_wait", Duration.ofSeconds(5)));
    }

    private static String hostname() {
        try {
            return Files.readString(HOSTNAME).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
