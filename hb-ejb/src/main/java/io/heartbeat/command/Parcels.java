package io.heartbeat.command;

import io.heartbeat.flow.Unproxied;
import io.heartbeat.protocol.Release;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agents that lie in {@code agent_dir} as {@code hbc-VERSION.zip}. The folder is looked at for each question, so that
 * putting a file there is all there is to do; a digest is made once for each file. Thread-safe.
 */
@Unproxied
public class Parcels {
    private static final System.Logger LOG = System.getLogger(Parcels.class.getName());
    private static final Pattern NAME = Pattern.compile("hbc-([0-9A-Za-z.-]{1,64})\\.zip");
    private static final int CHUNK = 1 << 16;

    private final Path folder;
    private final Optional<String> url;
    private final Map<Path, Seen> digests = new ConcurrentHashMap<>();

    /** A digest, and the file it was made of. */
    private record Seen(long bytes, long changed, String sha256) {}

    /** @param settings which say where they lie */
    @Inject
    public Parcels(CommandSettings settings) {
        folder = settings.agentDir();
        url = settings.agentUrl();
    }

    /** All of them, newest version first; none when the folder is not there. */
    public List<Parcel> all() {
        List<Parcel> parcels = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return parcels;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "hbc-*.zip")) {
            for (Path file : files) {
                parcel(file).ifPresent(parcels::add);
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} (agent_dir) cannot be read: {1}", folder, e);
        }
        parcels.sort(Comparator.comparing((Parcel parcel) -> new Release(parcel.version()))
                .reversed());
        return parcels;
    }

    /** The one with this file name. */
    public Optional<Parcel> named(String name) {
        return NAME.matcher(name).matches() ? parcel(folder.resolve(name)) : Optional.empty();
    }

    /** Where agents fetch them, with a slash at the end; empty when the configuration does not say. */
    public Optional<String> url() {
        return url.map(base -> base + "/agent/");
    }

    private Optional<Parcel> parcel(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches() || Release.of(name.group(1)).isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            long bytes = Files.size(file);
            long changed = Files.getLastModifiedTime(file).toMillis();
            Seen seen = digests.get(file);
            if (seen == null || seen.bytes != bytes || seen.changed != changed) {
                seen = new Seen(bytes, changed, sha256(file));
                digests.put(file, seen);
            }
            return Optional.of(new Parcel(name.group(1), file, bytes, seen.sha256));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, agents cannot have it: {1}", file, e);
            return Optional.empty();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
