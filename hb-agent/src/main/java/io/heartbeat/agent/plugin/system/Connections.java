package io.heartbeat.agent.plugin.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats;

/**
 * How many TCP connections there are. On Linux from the kernel's sums in {@code /proc/net/snmp} and {@code sockstat}, which
 * cost nothing however many there are; elsewhere through OSHI.
 */
final class Connections {
    private final Path net;

    /** @param net {@code /proc/net} */
    Connections(Path net) {
        this.net = net;
    }

    void putInto(Map<String, Object> metrics) throws IOException {
        if (!Files.isReadable(net.resolve("snmp"))) {
            InternetProtocolStats stats = new SystemInfo().getOperatingSystem().getInternetProtocolStats();
            metrics.put(
                    "connections",
                    stats.getTCPv4Stats().getConnectionsEstablished()
                            + stats.getTCPv6Stats().getConnectionsEstablished());
            return;
        }
        established().ifPresent(count -> metrics.put("connections", count));
        timeWait().ifPresent(count -> metrics.put("connections_time_wait", count));
    }

    /** IPv4 and IPv6, in two lines: names, then values. */
    private OptionalLong established() throws IOException {
        List<String> lines = KernelTable.lines(net.resolve("snmp"));
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("Tcp:") && lines.get(i + 1).startsWith("Tcp:")) {
                int at = List.of(lines.get(i).split(" ")).indexOf("CurrEstab");
                String[] values = lines.get(i + 1).split(" ");
                return at < 0 || at >= values.length
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseLong(values[at]));
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong timeWait() throws IOException {
        Path sums = net.resolve("sockstat");
        for (String line : Files.isReadable(sums) ? KernelTable.lines(sums) : List.<String>of()) {
            List<String> words = List.of(line.split(" "));
            int at = line.startsWith("TCP:") ? words.indexOf("tw") : -1;
            if (at >= 0 && at + 1 < words.size()) {
                return OptionalLong.of(Long.parseLong(words.get(at + 1)));
            }
        }
        return OptionalLong.empty();
    }
}
