package io.heartbeat.web.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The address that a login is throttled by. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * An IPv4 address as it is, of an IPv6 one its /64: one client has all of that.
     *
     * @param remote as the container tells it, a literal
     */
    public static String of(String remote) {
        try {
            InetAddress address = InetAddress.getByName(remote);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                    : address.getHostAddress();
        } catch (UnknownHostException noLiteral) {
            return remote;
        }
    }
}
