package io.heartbeat.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An address, or all that begin like it.
 *
 * @param start the first address
 * @param bits how many bits count
 */
public record Network(InetAddress start, int bits) {
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
    private static final String IPV4 = "(" + BYTE + "\\.){3}" + BYTE;
    private static final String IPV6 = "[0-9a-fA-F:.]*:[0-9a-fA-F:.]*";

    /** Reads {@code 10.0.0.0/8}, {@code ::1} and the like; never asks a name server. */
    public static Optional<Network> read(String text) {
        String[] parts = text.strip().split("/", 2);
        Optional<InetAddress> start = address(parts[0]);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        int all = start.get().getAddress().length * 8;
        if (parts.length == 1) {
            return Optional.of(new Network(start.get(), all));
        }
        return parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= all
                ? Optional.of(new Network(start.get(), Integer.parseInt(parts[1])))
                : Optional.empty();
    }

    private static Optional<InetAddress> address(String literal) {
        if (!literal.matches(IPV4) && !literal.matches(IPV6)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
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
