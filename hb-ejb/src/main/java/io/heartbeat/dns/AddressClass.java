package io.heartbeat.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/** What kind of address a host was seen at, which decides whether others can do anything with it. */
public enum AddressClass {
    /** Reachable from anywhere, as far as its number tells. */
    PUBLIC,
    /** RFC 1918, shared address space (RFC 6598), unique local (RFC 4193) and the old site-local addresses. */
    PRIVATE,
    /** 169.254.0.0/16 and fe80::/10: good on one link only. */
    LINK_LOCAL,
    /** 127.0.0.0/8 and ::1: good on one machine only. */
    LOOPBACK;

    private static final int SHARED_FIRST = 100;
    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int RESERVED = 240;

    /** The class of an address; empty for what is no address of a host: unspecified, multicast, reserved. */
    public static Optional<AddressClass> of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        boolean ipv4 = address instanceof Inet4Address;
        if (address.isAnyLocalAddress() || address.isMulticastAddress() || ipv4 && (first == 0 || first >= RESERVED)) {
            return Optional.empty();
        }
        if (address.isLoopbackAddress()) {
            return Optional.of(LOOPBACK);
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of(LINK_LOCAL);
        }
        boolean shared = ipv4 && first == SHARED_FIRST && (bytes[1] & 0xc0) == 64;
        boolean uniqueLocal = !ipv4 && (first & 0xfe) == UNIQUE_LOCAL;
        return Optional.of(address.isSiteLocalAddress() || shared || uniqueLocal ? PRIVATE : PUBLIC);
    }
}
