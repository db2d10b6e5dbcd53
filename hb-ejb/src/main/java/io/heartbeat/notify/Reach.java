package io.heartbeat.notify;

import io.heartbeat.settings.Network;
import io.heartbeat.settings.Section;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which machines this server calls because a user typed their address. It stands inside a network into which the user may
 * have no way, and a test shows what was answered: so only public addresses, and what the configuration permits.
 *
 * @param networks permitted besides public addresses
 * @param names of hosts that are permitted wherever they are, lower case
 */
record Reach(List<Network> networks, Set<String> names) {
    static final String KEY = "notify_user_hosts";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final int BYTE = 0xff;

    Reach {
        networks = List.copyOf(networks);
        names = Set.copyOf(names);
    }

    static Reach from(Section root) {
        List<Network> networks = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String written : root.texts(KEY)) {
            Optional<Network> network = Network.read(written);
            if (network.isPresent()) {
                networks.add(network.get());
            } else if (NAME.matcher(written.strip()).matches()
                    && !written.strip().matches("[0-9.]+")) {
                names.add(canonical(written.strip()));
            } else {
                root.problem(
                        KEY,
                        "must be names of hosts, addresses or networks such as 10.20.0.0/16; found `" + written + "`");
            }
        }
        return new Reach(networks, names);
    }

    /** Why one of some values may not be called; empty when all may, or are no addresses of HTTP. */
    Optional<Outcome> bars(Collection<String> values) {
        return values.stream()
                .flatMap(value -> Keys.http(value).stream())
                .flatMap(address -> bars(address).stream())
                .findFirst();
    }

    /**
     * Why an address may not be called; empty when it may. Asks a name server; the JVM keeps its answer for long enough that
     * whoever calls next gets the same one.
     */
    private Optional<Outcome> bars(URI address) {
        String host = canonical(address.getHost());
        if (names.contains(host)) {
            return Optional.empty();
        }
        try {
            for (InetAddress one : InetAddress.getAllByName(host)) {
                if (!isPublic(one) && networks.stream().noneMatch(network -> network.contains(one))) {
                    return Optional.of(Outcome.refused(
                            0, "url is no public address, and " + KEY + " in the configuration does not permit it"));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of(Outcome.retry(0, "the host of url cannot be found"));
        }
    }

    /** Whether an address belongs to the Internet: none of RFC 6890's special ones. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? isPublic(address.getAddress(), 0) : isPublic((Inet6Address) address);
    }

    /** Four bytes as an address of IPv4: not this network, shared (RFC 6598), for tests and documents, nor reserved. */
    private static boolean isPublic(byte[] bytes, int at) {
        int first = bytes[at] & BYTE;
        int second = bytes[at + 1] & BYTE;
        int third = bytes[at + 2] & BYTE;
        boolean own = first == 0 || first == 10 || first == 127 || first >= 224;
        boolean local =
                first == 169 && second == 254 || first == 172 && second >> 4 == 1 || first == 192 && second == 168;
        boolean shared = first == 100 && second >> 6 == 1;
        boolean special = first == 192 && second == 0 && (third == 0 || third == 2)
                || first == 198 && (second >> 1 == 9 || second == 51 && third == 100)
                || first == 203 && second == 0 && third == 113;
        return !own && !local && !shared && !special;
    }

    /** Only 2000::/3 is given out; of it not what carries an address of IPv4 that is not public (6to4, Teredo). */
    private static boolean isPublic(Inet6Address address) {
        byte[] bytes = address.getAddress();
        if ((bytes[0] & BYTE) == 0x20 && (bytes[1] & BYTE) == 0x02) {
            return isPublic(bytes, 2);
        }
        boolean teredo = (bytes[0] & BYTE) == 0x20 && (bytes[1] & BYTE) == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean document = (bytes[0] & BYTE) == 0x20
                && (bytes[1] & BYTE) == 0x01
                && (bytes[2] & BYTE) == 0x0d
                && (bytes[3] & BYTE) == 0xb8;
        return (bytes[0] & 0xe0) == 0x20 && !teredo && !document;
    }

    private static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
