package io.heartbeat.agent.link;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host; may block for long. */
@FunctionalInterface
public interface Resolver {
    /**
     * @return at least one address, IPv4 and IPv6 as they come
     * @throws UnknownHostException when there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
