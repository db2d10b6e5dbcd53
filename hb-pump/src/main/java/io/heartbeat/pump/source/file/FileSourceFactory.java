package io.heartbeat.pump.source.file;

import io.heartbeat.pump.follow.Wildcards;
import io.heartbeat.pump.source.LogSource;
import io.heartbeat.pump.source.SourceFactory;
import io.heartbeat.settings.Section;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code source: file}. */
public final class FileSourceFactory implements SourceFactory {
    private static final int LONGEST_LINE = 256 << 10;
    private static final int MOST_OF_ALL = 512 << 10;
    private static final int LEAST_OF_ALL = 256;

    private enum Begin {
        HEAD,
        TAIL
    }

    /** For the service loader. */
    public FileSourceFactory() {}

    @Override
    public String type() {
        return "file";
    }

    @Override
    public LogSource plan(Section reader) {
        List<Wildcards> files = new ArrayList<>();
        for (String text : reader.texts("files")) {
            Path path = Path.of(text.strip());
            if (path.isAbsolute() && path.getFileName() != null) {
                files.add(Wildcards.of(path));
            } else {
                reader.problem(
                        "files", "`" + text + "` must be an absolute path; its last name may be a pattern: *.log");
            }
        }
        if (files.isEmpty()) {
            reader.problem("files", "is needed: the files to read, such as [/var/log/nginx/*.log]");
        }
        return new FileLog(
                List.copyOf(files),
                reader.choice("initial_position", Begin.HEAD) == Begin.TAIL,
                reader.text("file_identifier", "").strip(),
                reader.text("file_hostname", ownName()).strip(),
                longest(reader));
    }

    private static int longest(Section reader) {
        long bytes = reader.bytes("file_max_line", LONGEST_LINE);
        if (bytes < LEAST_OF_ALL || bytes > MOST_OF_ALL) {
            reader.problem("file_max_line", "must be from 256 bytes to 512KiB");
            return LONGEST_LINE;
        }
        return (int) bytes;
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
