package io.heartbeat.agent;

import io.heartbeat.protocol.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine says where the configuration is silent.
 *
 * @param name its short host name; absent when it has none that can travel
 * @param stateDir where the agent may keep files
 */
public record MachineDefaults(Optional<String> name, Path stateDir) {
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");

    /**
     * Asks the machine.
     *
     * @param environment of this process; systemd's STATE_DIRECTORY, else XDG_STATE_HOME, says where state belongs
     */
    public static MachineDefaults of(Map<String, String> environment) {
        String full = hostName(environment);
        String brief = full.indexOf('.') > 0 ? full.substring(0, full.indexOf('.')) : full;
        return new MachineDefaults(Optional.of(brief).filter(Names::host), stateDir(environment));
    }

    private static String hostName(Map<String, String> environment) {
        try {
            if (Files.isReadable(KERNEL_NAME)) {
                return Files.readString(KERNEL_NAME).strip();
            }
            String windows = environment.getOrDefault("COMPUTERNAME", "");
            return windows.isEmpty() ? InetAddress.getLocalHost().getHostName() : windows;
        } catch (UnknownHostException e) {
            return ""; // a machine without a name: the configuration has to give one, and says so
        } catch (IOException e) {
            return environment.getOrDefault("HOSTNAME", "");
        }
    }

    private static Path stateDir(Map<String, String> environment) {
        String systemd = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!systemd.isEmpty()) {
            return Path.of(systemd.split(":", 2)[0]);
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return xdg.isEmpty() ? Path.of(home, ".local", "state", "hbc") : Path.of(xdg, "hbc");
    }
}
