package io.heartbeat.web.agent;

import io.heartbeat.command.Parcel;
import io.heartbeat.command.Parcels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What lies under {@code /agent/}: the script that installs, the agent in one file, the agents in {@code agent_dir}, their digests.
 * Thread-safe.
 */
@ApplicationScoped
public class AgentFiles {
    /** Where they are fetched from, below the root of the server. */
    public static final String PATH = "/agent/";

    private static final String SCRIPT = "install.sh";
    private static final String MINI = "HbcMini.java";
    private static final String SUMS = "SHA256SUMS";

    private final Parcels parcels;

    /** For the container's proxy. */
    protected AgentFiles() {
        this(null);
    }

    /** @param parcels the agents */
    @Inject
    public AgentFiles(Parcels parcels) {
        this.parcels = parcels;
    }

    /**
     * A file that is open.
     *
     * @param type of its contents
     * @param bytes its size
     * @param contents to be closed by who asked
     */
    public record Opened(String type, long bytes, InputStream contents) {}

    /**
     * Opens a file.
     *
     * @param name below {@link #PATH}; whatever somebody sent
     * @return empty when there is none
     * @throws IOException when there is one that cannot be read
     */
    public Optional<Opened> open(String name) throws IOException {
        if (name.equals(SCRIPT)) {
            return Optional.of(shipped(SCRIPT, "text/x-shellscript;charset=utf-8"));
        }
        if (name.equals(MINI)) {
            return Optional.of(shipped(MINI, "text/plain;charset=utf-8"));
        }
        if (name.equals(SUMS)) {
            return Optional.of(opened("text/plain;charset=utf-8", sums()));
        }
        Optional<Parcel> parcel = parcels.named(name);
        return parcel.isEmpty()
                ? Optional.empty()
                : Optional.of(new Opened(
                        "application/zip",
                        parcel.get().bytes(),
                        Files.newInputStream(parcel.get().file())));
    }

    /** As sha256sum writes and reads it, newest version first. */
    private byte[] sums() {
        StringBuilder lines = new StringBuilder();
        parcels.all().forEach(parcel -> lines.append(parcel.sha256())
                .append("  ")
                .append(parcel.name())
                .append('\n'));
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static Opened opened(String type, byte[] contents) {
        return new Opened(type, contents.length, new ByteArrayInputStream(contents));
    }

    /** A file that came with this server. */
    private static Opened shipped(String name, String type) throws IOException {
        try (InputStream in = AgentFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this build");
            }
            return opened(type, in.readAllBytes());
        }
    }
}
