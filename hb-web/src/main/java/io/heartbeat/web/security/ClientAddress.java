package io.heartbeat.web.security;

import io.heartbeat.settings.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a request comes from. A proxy that the configuration trusts says whom it asks for ({@code X-Forwarded-For}) and whether
 * that was by TLS ({@code X-Forwarded-Proto}); the word of others is not listened to.
 */
public final class ClientAddress {
    private static final String ADDRESS = ClientAddress.class.getName();
    private static final String SECURE = ADDRESS + ".secure";
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * The address that a login is throttled by: an IPv4 address as it is, of an IPv6 one its /64, for one client has all of
     * that.
     */
    public static String of(HttpServletRequest request) {
        return throttled(remote(request));
    }

    /** @param remote an address, a literal */
    static String throttled(String remote) {
        InetAddress address = literal(remote);
        if (address == null) {
            return remote;
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }

    /** The client's address. */
    public static String remote(HttpServletRequest request) {
        Object told = request.getAttribute(ADDRESS);
        return told == null ? request.getRemoteAddr() : (String) told;
    }

    /** Whether the browser speaks TLS, to this server or to a trusted proxy. */
    static boolean secure(HttpServletRequest request) {
        Object told = request.getAttribute(SECURE);
        return told == null ? request.isSecure() : (Boolean) told;
    }

    /** Whether somebody claims to ask for another, and nobody has said that the claim may be trusted. */
    static boolean unsure(HttpServletRequest request) {
        return request.getAttribute(ADDRESS) == null
                && (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null);
    }

    /** Takes the word of a trusted proxy, once at the begin of a request. */
    static void read(HttpServletRequest request, List<Network> trusted) {
        if (!trusted(request.getRemoteAddr(), trusted)) {
            return;
        }
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        String client = request.getRemoteAddr();
        for (int i = hops.size() - 1; i >= 0 && trusted(client, trusted) && literal(hops.get(i)) != null; i--) {
            client = hops.get(i);
        }
        request.setAttribute(ADDRESS, client);
        String scheme = request.getHeader("X-Forwarded-Proto");
        request.setAttribute(
                SECURE, scheme == null ? request.isSecure() : scheme.strip().equalsIgnoreCase("https"));
    }

    private static boolean trusted(String address, List<Network> trusted) {
        InetAddress known = trusted.isEmpty() ? null : literal(address);
        return known != null && trusted.stream().anyMatch(network -> network.contains(known));
    }

    /** An address as it is written; a name is none, for asking for one would let others slow us down. */
    private static InetAddress literal(String text) {
        try {
            return text.matches("[0-9.]+|[0-9a-fA-F:.%]*:[0-9a-zA-Z:.%]*") ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException noLiteral) {
            return null;
        }
    }
}
