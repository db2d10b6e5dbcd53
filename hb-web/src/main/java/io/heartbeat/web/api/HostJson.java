package io.heartbeat.web.api;

import io.heartbeat.host.BeatMark;
import io.heartbeat.host.HostState;
import io.netty.util.NetUtil;
import jakarta.json.stream.JsonGenerator;
import java.net.InetAddress;
import java.util.List;

/** The shape of a host in every answer. */
public final class HostJson {
    private HostJson() {}

    /** The members of one host, into an object that is open. */
    public static void members(JsonGenerator json, HostState host) {
        json.write("name", host.name());
        json.write("state", host.status().label());
        JsonOut.time(json, "since", host.since());
        JsonOut.time(json, "last_seen", host.lastSeen());
        JsonOut.number(json, "interval", host.interval());
        JsonOut.number(json, "rtt_ms", host.rttMs());
        json.writeStartObject("addresses");
        JsonOut.text(json, "ipv4", address(host.ipv4()));
        JsonOut.text(json, "ipv6", address(host.ipv6()));
        json.writeEnd();
        JsonOut.text(json, "version", host.version());
        JsonOut.text(json, "message", host.message());
    }

    /** The heartbeat bar, oldest first. */
    public static void beats(JsonGenerator json, List<BeatMark> beats) {
        json.writeStartArray("beats");
        for (BeatMark beat : beats) {
            json.writeStartObject();
            JsonOut.time(json, "at", beat.at());
            JsonOut.number(json, "rtt_ms", beat.rttMs());
            json.write("missed", beat.missed());
            json.writeEnd();
        }
        json.writeEnd();
    }

    /** RFC 5952 for IPv6; a scope means something only on the server's own machine and is left out. */
    private static String address(InetAddress address) {
        return address == null ? null : NetUtil.toAddressString(address);
    }
}
