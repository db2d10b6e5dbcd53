package io.heartbeat.agent.cli;

import io.heartbeat.agent.MachineDefaults;
import io.heartbeat.pump.config.PumpKeys;
import io.heartbeat.pump.config.Shelf;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** Where the pump's senders and state lie. */
final class PumpFiles {
    private PumpFiles() {}

    /** What reads its configuration on this machine. */
    static PumpKeys keys(Map<String, String> environment) {
        return new PumpKeys(shelf(environment), MachineDefaults.of(environment).stateDir());
    }

    /** All kinds of senders: those in {@code HBC_SENDERS}, else in {@code senders} beside the agent's own jar. */
    static Shelf shelf(Map<String, String> environment) {
        String named = environment.getOrDefault("HBC_SENDERS", "");
        if (!named.isEmpty()) {
            return new Shelf(Path.of(named));
        }
        try {
            return new Shelf(Path.of(PumpFiles.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("senders"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Java names a place of its own that is none", e);
        }
    }
}
