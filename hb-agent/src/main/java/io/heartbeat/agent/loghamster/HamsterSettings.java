package io.heartbeat.agent.loghamster;

import io.heartbeat.pump.follow.Wildcards;
import io.heartbeat.settings.Section;
import io.heartbeat.wire.loghamster.Dialogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to ship where: {@code loghamster} of hbc's YAML, or the original's TOML, with the same keys.
 *
 * @param target the server
 * @param inputs files to ship
 * @param state where positions are kept
 * @param batch bytes that make a send worthwhile
 * @param maxWait how long fewer may wait
 * @param partialWait how long a last line without end may wait
 * @param poll from one look at a file to the next
 * @param settle how long a file must lie still to count as complete, where whole files are sent
 * @param confirm how often an original server is asked to confirm
 */
public record HamsterSettings(
        Target target,
        List<Input> inputs,
        Path state,
        long batch,
        Duration maxWait,
        Duration partialWait,
        Duration poll,
        Duration settle,
        Duration confirm) {
    private static final List<String> OF_THE_SERVER =
            List.of("server", "output", "prometheus", "syslog", "listen", "directory", "debug");

    /** Copies the list. */
    public HamsterSettings {
        inputs = List.copyOf(inputs);
    }

    /**
     * The server.
     *
     * @param host its name or address
     * @param port TCP
     * @param compress whether to send a zlib stream where the server takes it
     * @param rateLimit bytes a second for all files together, 0 for no limit
     * @param tls how to speak TLS, when at all
     */
    public record Target(String host, int port, boolean compress, long rateLimit, Optional<Tls> tls) {}

    /**
     * TLS.
     *
     * @param ca PEM of those who vouch for the server; absent: whom Java trusts
     * @param certificate own certificate, PEM; absent: none is shown
     * @param key its private key, PEM of PKCS #8
     */
    public record Tls(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {}

    /** When a file is sent. */
    public enum Method {
        /** As it grows. */
        WATCH,
        /** As a whole, when nobody writes to it any more. */
        SEND
    }

    /** What becomes of a file that was rotated and has arrived. */
    public enum OnRotate {
        /** It stays. */
        FOLLOW,
        /** It is deleted. */
        DELETE
    }

    /**
     * Files to ship.
     *
     * @param name what the server calls this machine
     * @param files which
     * @param service what kind of log it is, may be empty
     */
    public record Input(String name, Wildcards files, Method method, OnRotate onRotate, String service) {}

    /**
     * Reads the configuration; what is wrong becomes a problem.
     *
     * @param own the section, or the root of the original's file
     * @param name of this machine, for inputs without one
     * @param stateDir where positions are kept
     */
    public static HamsterSettings from(Section own, String name, Path stateDir) {
        OF_THE_SERVER.forEach(own::has);
        if (own.text("mode", "client").equalsIgnoreCase("server")) {
            own.problem(
                    "mode",
                    "is server: that is hbd's, `loghamster: {config: FILE}` in its YAML; an agent needs client");
        }
        return new HamsterSettings(
                target(own),
                inputs(own, name),
                own.path("state", stateDir.resolve("loghamster.json")),
                own.bytes("batch", 4096),
                own.seconds("max_wait", Duration.ofSeconds(1)),
                own.seconds("partial_wait", Duration.ofSeconds(5)),
                own.seconds("poll", Duration.ofMillis(250), Duration.ofMillis(10), Duration.ofMinutes(10)),
                own.seconds("settle", Duration.ofSeconds(10)),
                own.seconds("confirm", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofHours(1)));
    }

    private static Target target(Section own) {
        Section target = own.section("target");
        if (!target.has("hostname")) {
            own.problem("target", "needs hostname: the LogHamster server");
        }
        return new Target(
                target.text("hostname", "localhost"),
                target.integer("port", Dialogue.PORT, 1, 65_535),
                target.flag("compress", false),
                target.bytes("rate_limit", 0),
                tls(target));
    }

    private static Optional<Tls> tls(Section target) {
        Optional<Path> ca = Optional.ofNullable(target.path("ca", null));
        Optional<Path> certificate = Optional.ofNullable(target.path("certificate", null));
        Optional<Path> key = Optional.ofNullable(target.path("key", null));
        if (certificate.isPresent() != key.isPresent()) {
            target.problem(certificate.isPresent() ? "certificate" : "key", "certificate and key belong together");
        }
        boolean tls = target.flag("tls", ca.isPresent() || certificate.isPresent());
        return tls ? Optional.of(new Tls(ca, certificate, key)) : Optional.empty();
    }

    private static List<Input> inputs(Section own, String name) {
        List<Input> inputs = new ArrayList<>();
        for (Section input : own.items("input", "path")) {
            Path path = input.path("path", null);
            if (path == null) {
                input.problem("path", "is needed: the file to ship, or a pattern such as /var/log/*.log");
                continue;
            }
            inputs.add(new Input(
                    name(input, name),
                    Wildcards.of(watched(input, path)),
                    input.choice("method", Method.WATCH),
                    input.choice("onrotate", OnRotate.FOLLOW),
                    input.text("service", "")));
        }
        if (inputs.isEmpty()) {
            own.problem("input", "names no file; add one, such as {path: /var/log/app.log}");
        }
        return inputs;
    }

    private static String name(Section input, String otherwise) {
        String name = input.text("name", otherwise);
        if (name.isBlank()) {
            input.problem("name", "is empty; it is what the server calls this machine");
        }
        return name;
    }

    /** {@code watch} is a flag, or the pattern of the files that are meant in the directory {@code path}. */
    private static Path watched(Section input, Path path) {
        String watch = input.text("watch", "true");
        return watch.matches("(?i)true|false|yes|no|on|off|0|1") ? path : path.resolve(watch);
    }
}
