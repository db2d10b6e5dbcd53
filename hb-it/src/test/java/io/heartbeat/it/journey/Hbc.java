package io.heartbeat.it.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An agent, run by {@code bin/hbc}. */
final class Hbc extends Program {
    private Hbc(Path folder, Path configuration) {
        super(folder, "hbc", List.of(inCheckout("bin/hbc"), "-c", configuration.toString()));
    }

    /** Starts one that speaks for this host every second, with these lines of YAML besides. */
    static Hbc start(Path folder, Ports ports, String name, String... lines) {
        String text =
                """
                server: "127.0.0.1:%d"
                name: %s
                interval: 1
                state_dir: agent
                """
                                .formatted(ports.udp(), name)
                        + String.join("\n", lines) + "\n";
        try {
            return new Hbc(folder, Files.writeString(folder.resolve("hbc.yaml"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
