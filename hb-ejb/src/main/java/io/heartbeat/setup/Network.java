package io.heartbeat.setup;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An address, or all that begin like it.
 *
 * @param start the first address
 * @param bits how many bits count
 */
public record Network(InetAddress start, int bits) {
    /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like; never asks a name server. */
    static Optional<Network> read(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress start = NetUtil.createInetAddressFromIpAddressString(parts[0]);
        if (start == null) {
            return Optional.empty();
        }
        int all = start.getAddress().length * 8;
        if (parts.length == 1) {
            return Optional.of(new Network(start, all));
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= all
                ? Optional.of(new Network(start, Integer.parseInt(parts[1])))
                : Optional.empty();
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress address) {
        int all = start.getAddress().length * 8;
        return address.getAddress().length * 8 == all
                && new BigInteger(1, address.getAddress())
                        .shiftRight(all - bits)
                        .equals(new BigInteger(1, start.getAddress()).shiftRight(all - bits));
    }
}
