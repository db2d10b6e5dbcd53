package io.heartbeat.it.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent, run by {@code bin/hbc}. */
final class Hbc extends Program {
    private Hbc(Path folder, List<String> command) {
        super(folder, "hbc", command);
    }

    /** Starts one that speaks for this host every second, with these lines of YAML besides. */
    static Hbc start(Path folder, Ports ports, String name, String... lines) {
        return start(List.of(), folder, ports, name, lines);
    }

    /** @param inside what to put before the command */
    static Hbc start(List<String> inside, Path folder, Ports ports, String name, String... lines) {
        String text =
                """
                server: "%s:%d"
                name: %s
                interval: 1
                state_dir: agent
                """
                                .formatted(ports.host(), ports.udp(), name)
                        + String.join("\n", lines) + "\n";
        List<String> command = new ArrayList<>(inside);
        try {
            Path configuration = Files.writeString(folder.resolve("hbc.yaml"), text);
            command.addAll(List.of(inCheckout("bin/hbc"), "-c", configuration.toString()));
            return new Hbc(folder, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
