package io.heartbeat.dns;

import io.heartbeat.dns.DnsNames.Place;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Where a host was looked at last, so that a heartbeat from there needs no second look. Written under its lane. */
final class Sighting {
    /** The host's names, found once. */
    final List<Place> places;

    private volatile InetAddress ipv4;
    private volatile InetAddress ipv6;

    Sighting(List<Place> places) {
        this.places = places;
    }

    boolean at(InetAddress address) {
        return address.equals(address instanceof Inet4Address ? ipv4 : ipv6);
    }

    void note(InetAddress address) {
        if (address instanceof Inet4Address) {
            ipv4 = address;
        } else {
            ipv6 = address;
        }
    }
}
