package io.heartbeat.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names and addresses as they are written in DNS. What passes here is letters, digits, hyphens and dots: nothing that ends
 * a line, a field or a comment.
 */
public final class DnsNames {
    /** Zone key of IPv4 reverse names. */
    static final String REVERSE_4 = "in-addr.arpa";
    /** Zone key of IPv6 reverse names. */
    static final String REVERSE_6 = "ip6.arpa";

    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ZONE_LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern DOT = Pattern.compile("\\.");

    private DnsNames() {}

    /** Whether this can be the name of a host (RFC 952, RFC 1123), lower case, without a dot at the end. */
    public static boolean host(String name) {
        return name.length() <= LONGEST && DOT.splitAsStream(name + ".x").allMatch(label -> matches(LABEL, label));
    }

    /** Whether this can be a domain or the name of a key: as a host, and `_` is a letter. */
    public static boolean domain(String name) {
        return name.length() <= LONGEST && DOT.splitAsStream(name + ".x").allMatch(label -> matches(ZONE_LABEL, label));
    }

    /** Lower case, without a dot at the end; any other character stays. */
    static String canonical(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /**
     * The names of a host: its own where it lies under a domain, else, when it has no dot, itself under each domain. Empty
     * when there is none, or the name is none that DNS allows for a host.
     */
    static List<Place> of(String host, List<String> domains) {
        String name = canonical(host);
        boolean brief = name.indexOf('.') < 0;
        return domains.stream()
                .filter(domain -> brief || name.endsWith("." + domain))
                .map(domain -> new Place(brief ? name + "." + domain : name, domain))
                .filter(place -> host(place.name) && place.name.length() <= LONGEST - DnsUpdate.MARK.length())
                .limit(brief ? domains.size() : 1)
                .toList();
    }

    /**
     * A name and where it lies.
     *
     * @param zone the configured domain, {@link #REVERSE_4} or {@link #REVERSE_6}: what fails in common
     */
    record Place(String name, String zone) {}

    /** The name of an address: 7.2.0.192.in-addr.arpa. */
    static Place reverse(InetAddress address) {
        byte[] bytes = address.getAddress();
        StringBuilder name = new StringBuilder();
        boolean ipv4 = address instanceof Inet4Address;
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (ipv4) {
                name.append(bytes[i] & 0xff).append('.');
            } else {
                name.append(Character.forDigit(bytes[i] & 0xf, 16)).append('.');
                name.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append('.');
            }
        }
        String zone = ipv4 ? REVERSE_4 : REVERSE_6;
        return new Place(name + zone, zone);
    }

    /** The address as records show it: for IPv6 the form of RFC 5952, without a scope. */
    static String text(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        int[] groups = new int[8];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int gap = longestGap(groups);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == gap) {
                text.append("::");
                i += zeros(groups, gap) - 1;
            } else {
                text.append(i == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Where the first longest run of two or more zero groups begins; -1 when there is none. */
    private static int longestGap(int[] groups) {
        int gap = -1;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                gap = i;
                length = run;
            }
        }
        return gap;
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static boolean matches(Pattern pattern, String label) {
        return pattern.matcher(label).matches();
    }
}
