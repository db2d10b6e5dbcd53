package io.heartbeat.loghog;

import io.heartbeat.rolling.Packing;
import io.heartbeat.settings.Section;
import io.heartbeat.tls.RenewedTls;
import io.heartbeat.wire.loghog.Frame;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the LogHog receiver is told by the configuration: a section of our own file, or the two files of loghogd. Facilities may
 * change while the server runs, the rest is read once. Immutable.
 *
 * @param enabled whether there is a {@code loghog} section
 * @param plain where UDP and TCP listen
 * @param tls where TLS listens
 * @param pemFile certificate and key of the server; null without TLS
 * @param caFile who vouches for clients; null without TLS
 * @param tlsVersions protocols of TLS
 * @param logDir below it are the files
 * @param format of rotated files
 * @param level of their compression, 0 to 9
 * @param maxMessage bytes of a frame's payload
 * @param maxConnections over TCP and TLS together
 * @param maxHostFiles files of {@code file_per_host} that are opened at most
 * @param frameTimeout how long a frame that was begun may take to be complete
 * @param receiveBuffer bytes that the kernel is asked to hold for each UDP socket
 * @param syncEvery how often what was written is put on the disk; zero leaves it to the kernel
 * @param zone of the times in lines and schedules
 * @param facilities who writes where
 * @param files the files that say so, besides our own
 */
public record LogHogSettings(
        boolean enabled,
        List<InetSocketAddress> plain,
        List<InetSocketAddress> tls,
        Path pemFile,
        Path caFile,
        List<String> tlsVersions,
        Path logDir,
        Packing format,
        int level,
        long maxMessage,
        int maxConnections,
        int maxHostFiles,
        Duration frameTimeout,
        int receiveBuffer,
        Duration syncEvery,
        ZoneId zone,
        FacilitySet facilities,
        List<Path> files) {
    static final int PORT = 5566;
    static final int TLS_PORT = 5577;
    private static final int LONGEST_MESSAGE = 16 << 20;
    private static final int RECEIVE_BUFFER = 8 << 20;
    /** What the oldest of the original clients speak. TLS 1.3 alone works with newer ones, for then no tickets are sent. */
    private static final List<String> SAFE_TLS = List.of("TLSv1.2");

    /** Copies the lists. */
    public LogHogSettings {
        plain = List.copyOf(plain);
        tls = List.copyOf(tls);
        tlsVersions = List.copyOf(tlsVersions);
        files = List.copyOf(files);
    }

    /**
     * Reads the section {@code loghog}.
     *
     * @param dataDir the server's {@code data_dir}
     */
    public static LogHogSettings from(Section root, Path dataDir) {
        Section own = root.section("loghog");
        if (!root.has("loghog")) {
            return read(own, own, own, List.of(), List.of(), dataDir, FacilitySet.none(), List.of());
        }
        return own.has("config") ? ofLoghogd(own) : ofSection(own, dataDir.resolve("loghog"));
    }

    private static LogHogSettings ofSection(Section own, Path logDir) {
        Map<String, Section> sections = own.sections("facilities");
        FacilitySet facilities = FacilitySet.from(sections, ZoneId.systemDefault());
        if (sections.isEmpty()) {
            own.problem("facilities", "is required: without one every message is refused");
        }
        Section compression = own.section("compression");
        return read(
                own,
                own,
                compression,
                Listening.read(own, "listen", own.integer("port", PORT, 1, 65535), "127.0.0.1"),
                Listening.read(own, "listen_tls", own.integer("port_tls", TLS_PORT, 1, 65535), ""),
                logDir,
                facilities,
                List.of());
    }

    /** The files of loghogd as they are; what it keeps of itself in them means nothing here. */
    private static LogHogSettings ofLoghogd(Section own) {
        Section ini = own.ini("config");
        Section main = ini.section("main");
        Section server = ini.section("server");
        List.of("pidfile", "daemon", "user", "workdir", "rundir").forEach(main::has);
        List.of("filename", "backup_count", "when", "level").forEach(ini.section("log")::has);
        ini.section("scheduler").has("db_filename");
        Path config = own.path("config", null);
        if (!main.has("facilities_config") && config != null && Files.exists(config)) {
            main.problem("facilities_config", "is required: the file of the facilities");
        }
        Path facilities = main.path("facilities_config", null);
        int port = server.integer("default_port", PORT, 1, 65535);
        int tlsPort = server.integer("default_port_ssl", TLS_PORT, 1, 65535);
        return read(
                own,
                server,
                ini.section("compressor"),
                both(
                        Listening.read(server, "listen_ipv4", port, "127.0.0.1"),
                        Listening.read(server, "listen_ipv6", port, "[::1]")),
                both(
                        Listening.read(server, "listen_ipv4_ssl", tlsPort, ""),
                        Listening.read(server, "listen_ipv6_ssl", tlsPort, "")),
                main.path("logdir", Path.of("/var/log/loghogd")),
                FacilitySet.from(main.ini("facilities_config").sections(), ZoneId.systemDefault()),
                Stream.of(config, facilities).filter(Objects::nonNull).toList());
    }

    private static List<InetSocketAddress> both(List<InetSocketAddress> one, List<InetSocketAddress> two) {
        return Stream.concat(one.stream(), two.stream()).toList();
    }

    /**
     * @param own the section of our own file, which holds the keys that loghogd does not have
     * @param server holds pemfile and cacert
     */
    private static LogHogSettings read(
            Section own,
            Section server,
            Section compression,
            List<InetSocketAddress> plain,
            List<InetSocketAddress> tls,
            Path logDir,
            FacilitySet facilities,
            List<Path> files) {
        Packing format = compression.choice("format", Packing.XZ);
        if (compression.flag("compress_on_write", false)) {
            compression.warning("compress_on_write", "is not needed: files are compressed when they are closed");
        }
        return new LogHogSettings(
                own.keys().size() > 0,
                plain,
                tls,
                pem(server, "pemfile", tls),
                pem(server, "cacert", tls),
                tlsVersions(own),
                own.has("config") ? logDir : own.path("logdir", logDir),
                format,
                compression.integer("level", format.usualLevel(), 0, 9),
                maxMessage(own),
                own.integer("max_connections", 10_000, 1, 1_000_000),
                own.integer("max_host_files", 10_000, 1, 1_000_000),
                own.seconds("frame_timeout", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofDays(1)),
                receiveBuffer(own),
                own.seconds("sync_every", Duration.ZERO),
                ZoneId.systemDefault(),
                facilities,
                files);
    }

    private static long maxMessage(Section own) {
        long bytes = own.bytes("max_message", Frame.USUAL_BOUND);
        if (bytes < 256 || bytes > LONGEST_MESSAGE) {
            own.problem("max_message", "must be from 256 bytes to 16MiB, such as 8KiB");
        }
        return bytes;
    }

    private static int receiveBuffer(Section own) {
        long bytes = own.bytes("receive_buffer", RECEIVE_BUFFER);
        if (bytes < 4 << 10 || bytes > 1 << 30) {
            own.problem("receive_buffer", "must be from 4KiB to 1GiB, such as 8MiB");
            return RECEIVE_BUFFER;
        }
        return (int) bytes;
    }

    private static List<String> tlsVersions(Section own) {
        List<String> versions = own.texts("tls_versions");
        versions.stream()
                .filter(version -> !RenewedTls.USUAL.contains(version))
                .forEach(version -> own.problem("tls_versions", "`" + version + "` is neither TLSv1.2 nor TLSv1.3"));
        if (versions.size() > 1) {
            own.warning(
                    "tls_versions",
                    "with both, session tickets of TLSv1.3 are sent, which make the original clients lose messages; choose"
                            + " one of them if there are such");
        }
        return versions.isEmpty() ? SAFE_TLS : versions;
    }

    private static Path pem(Section server, String key, List<InetSocketAddress> tls) {
        Path file = server.path(key, null);
        if (!tls.isEmpty() && (file == null || !Files.isReadable(file))) {
            server.problem(
                    key,
                    file == null
                            ? "is required for TLS; `hbd certs` makes one"
                            : "names " + file + ", which cannot be read; `hbd certs` makes one");
        }
        return file;
    }

    /** Whether the two differ in nothing but facilities, so that one can follow the other while the server runs. */
    public boolean sameButFacilities(LogHogSettings other) {
        return !enabled && !other.enabled
                || withFacilities(FacilitySet.none()).equals(other.withFacilities(FacilitySet.none()));
    }

    LogHogSettings withFacilities(FacilitySet others) {
        return new LogHogSettings(
                enabled,
                plain,
                tls,
                pemFile,
                caFile,
                tlsVersions,
                logDir,
                format,
                level,
                maxMessage,
                maxConnections,
                maxHostFiles,
                frameTimeout,
                receiveBuffer,
                syncEvery,
                zone,
                others,
                files);
    }
}
