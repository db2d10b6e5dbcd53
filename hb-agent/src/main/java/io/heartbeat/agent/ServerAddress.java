package io.heartbeat.agent;

/**
 * Where a server listens, as the user wrote it: {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address.
 *
 * @param host name or address literal, without brackets
 * @param port UDP port
 */
public record ServerAddress(String host, int port) {

    /**
     * Reads what the user wrote.
     *
     * @param defaultPort the port when none is written
     * @throws IllegalArgumentException with a message for the user
     */
    public static ServerAddress parse(String text, int defaultPort) {
        String trimmed = text.strip();
        if (trimmed.startsWith("[")) {
            return bracketed(trimmed, defaultPort);
        }
        int colon = trimmed.indexOf(':');
        if (colon < 0 || colon != trimmed.lastIndexOf(':')) {
            return new ServerAddress(host(trimmed, text), defaultPort);
        }
        return new ServerAddress(host(trimmed.substring(0, colon), text), port(trimmed.substring(colon + 1), text));
    }

    private static ServerAddress bracketed(String trimmed, int defaultPort) {
        int close = trimmed.indexOf(']');
        String rest = close < 0 ? "" : trimmed.substring(close + 1);
        if (close < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
            throw new IllegalArgumentException("\"" + trimmed + "\" is no server: write [IPv6-ADDRESS]:PORT");
        }
        String host = host(trimmed.substring(1, close), trimmed);
        if (host.indexOf(':') < 0) {
            throw new IllegalArgumentException("\"" + trimmed + "\" is no server: brackets are for IPv6 addresses");
        }
        return new ServerAddress(host, rest.isEmpty() ? defaultPort : port(rest.substring(1), trimmed));
    }

    private static String host(String host, String text) {
        boolean clean = host.chars().allMatch(c -> c > ' ' && c < 0x7f && "/\\@?#[]\"'<>,;".indexOf(c) < 0);
        if (host.isEmpty() || host.startsWith("-") || !clean) {
            throw new IllegalArgumentException("\"" + text + "\" is no server: write HOST, HOST:PORT or [IPv6]:PORT");
        }
        return host;
    }

    private static int port(String digits, String text) {
        if (digits.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\": the port must be a number from 1 to 65535");
    }

    /** As the user would write it, always with the port. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
