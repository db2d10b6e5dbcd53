package io.heartbeat.agent.plugin.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oshi.SystemInfo;

/**
 * Counters of one network interface since the machine started.
 *
 * @param receiveErrors packets that came damaged
 * @param receiveDropped packets that came and found no room
 */
record Interface(
        String name,
        long bytesReceived,
        long packetsReceived,
        long receiveErrors,
        long receiveDropped,
        long bytesSent,
        long packetsSent,
        long sendErrors,
        long sendDropped) {
    private static final int COLUMNS = 16;

    /**
     * All interfaces. On Linux from {@code /proc/net/dev}: OSHI and Java know only those with an address, not the members of
     * a bond or a bridge, where errors are.
     */
    static List<Interface> all(Path table) throws IOException {
        if (!Files.isReadable(table)) {
            return fromOshi();
        }
        List<Interface> interfaces = new ArrayList<>();
        for (String line : KernelTable.lines(table)) {
            int colon = line.lastIndexOf(':'); // a name may have one, too
            String[] words = line.substring(colon + 1).strip().split("\\s+");
            if (colon > 0 && words.length >= COLUMNS) {
                interfaces.add(of(line.substring(0, colon).strip(), words));
            }
        }
        return interfaces;
    }

    private static Interface of(String name, String[] words) {
        long[] column = new long[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            column[i] = Long.parseUnsignedLong(words[i]);
        }
        return new Interface(
                name, column[0], column[1], column[2], column[3], column[8], column[9], column[10], column[11]);
    }

    static List<Interface> fromOshi() {
        return new SystemInfo()
                .getHardware().getNetworkIFs(true).stream()
                        .map(net -> new Interface(
                                net.getName(),
                                net.getBytesRecv(),
                                net.getPacketsRecv(),
                                net.getInErrors(),
                                net.getInDrops(),
                                net.getBytesSent(),
                                net.getPacketsSent(),
                                net.getOutErrors(),
                                0))
                        .toList();
    }

    boolean loopback() {
        return name.equals("lo") || name.equals("lo0");
    }

    /** Whether anything ever passed. */
    boolean used() {
        return packetsReceived + packetsSent + errors() + dropped() > 0;
    }

    long errors() {
        return receiveErrors + sendErrors;
    }

    long dropped() {
        return receiveDropped + sendDropped;
    }
}
