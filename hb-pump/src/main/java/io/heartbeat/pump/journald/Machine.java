package io.heartbeat.pump.journald;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who reads, and where.
 *
 * @param root beneath which {@code run/log/journal} and {@code var/log/journal} lie
 * @param id of the machine, 32 hexadecimal digits, empty when it has none
 * @param bootId 32 hexadecimal digits
 * @param user number of the user of this process
 */
record Machine(Path root, String id, String bootId, int user) {
    /** This machine and process. */
    static Machine here() throws IOException {
        Path id = Path.of("/etc/machine-id");
        int user = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return new Machine(
                Path.of("/"),
                Files.isReadable(id) ? Files.readString(id).strip() : "",
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                        .strip()
                        .replace("-", ""),
                user);
    }
}
