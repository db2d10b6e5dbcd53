package io.heartbeat.micro;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A configuration that meets nobody: loopback, free ports, data of its own. For the start whose classes are archived. */
final class Trial {
    private Trial() {}

    /** Writes it into a folder that exists, and says where it is. */
    static Path configuration(Path folder) {
        try (ServerSocket udp = new ServerSocket(0);
                ServerSocket http = new ServerSocket(0);
                ServerSocket ws = new ServerSocket(0)) {
            String text = String.format(
                    Locale.ROOT,
                    """
                    hb_host: 127.0.0.1
                    hb_port: %d
                    hbd_host: 127.0.0.1
                    hbd_port: %d
                    ws_port: %d
                    data_dir: %s
                    journal_dir: %s
                    """,
                    udp.getLocalPort(),
                    http.getLocalPort(),
                    ws.getLocalPort(),
                    folder.resolve("data"),
                    folder.resolve("journal"));
            return Files.writeString(folder.resolve("hb.yaml"), text);
        } catch (IOException e) {
            throw new Failure("cannot prepare a trial in " + folder + ": " + e, e);
        }
    }
}
