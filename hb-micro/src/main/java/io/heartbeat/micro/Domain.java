package io.heartbeat.micro;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder in which Payara Micro keeps what it makes of a start, {@code run} in the data directory. Made anew each time:
 * otherwise the server would deploy once more what it remembers of the last start.
 */
final class Domain {
    private static final String HAZELCAST = "<hazelcast-config-specific-configuration enabled=\"true\">";
    private static final String TIMERS = "ejb-timer-service=\"DataGrid\"";
    private static final String BANNER = "xpowered-by=\"false\"";
    private static final String LISTENER = "thread-pool=\"http-thread-pool\" enabled=\"true\"";

    private Domain() {}

    /**
     * Makes the folder.
     *
     * @param template folder of this installation with {@code config} and {@code lib}
     * @param folder where to make it; what is there is deleted
     * @param host address of the HTTP listener
     */
    static void make(Path template, Path folder, String host) {
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            copy(template.resolve("config"), folder.resolve("config"));
            copy(template.resolve("lib"), folder.resolve("lib"));
            Path xml = folder.resolve("config/domain.xml");
            Files.writeString(xml, trimmed(Files.readString(xml), host));
        } catch (IOException e) {
            throw new Failure(
                    "data_dir: cannot write " + folder + " (" + e + "): make it writable for this user,"
                            + " or choose another data_dir",
                    e);
        }
    }

    /** One server alone: no data grid, the listener only where the configuration says, and no word of the product. */
    private static String trimmed(String xml, String host) {
        return xml.replace(HAZELCAST, HAZELCAST.replace("true", "false"))
                .replace(TIMERS, "ejb-timer-service=\"Dummy\"")
                .replaceAll("(?s)<availability-service.*?</availability-service>", "<availability-service/>")
                .replace(BANNER, BANNER + " server-header=\"false\" trace-enabled=\"false\"")
                .replace(LISTENER, LISTENER + " address=\"" + host + "\"");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
