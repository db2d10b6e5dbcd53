package io.heartbeat.dns;

import java.util.Locale;

/**
 * How an update ended.
 *
 * @param kind what follows from it
 * @param detail for people; empty when done
 */
public record DnsResult(Kind kind, String detail) {
    private static final int LONGEST = 500;

    /** What follows. */
    public enum Kind {
        /** It stands in DNS. */
        DONE,
        /** A prerequisite does not hold; nothing was changed. */
        UNMET,
        /** The server could not for now; worth another try. */
        RETRY,
        /** The server will not, as long as nobody changes the configuration here or there. */
        MISCONFIGURED
    }

    /** Control characters, which a server or a program may send, become blanks. */
    public DnsResult {
        detail = detail.replaceAll("\\p{Cntrl}+", " ").strip();
        detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) + "…" : detail;
    }

    /** It stands. */
    public static DnsResult done() {
        return new DnsResult(Kind.DONE, "");
    }

    /** Not now. */
    public static DnsResult retry(String detail) {
        return new DnsResult(Kind.RETRY, detail);
    }

    /** Not like this. */
    public static DnsResult misconfigured(String detail) {
        return new DnsResult(Kind.MISCONFIGURED, detail);
    }

    /**
     * By the response code of the server (RFC 2136, section 2.2, RFC 8945).
     *
     * @param rcode its mnemonic: NOERROR, SERVFAIL, REFUSED …
     * @param detail what else is known, empty for nothing
     */
    public static DnsResult of(String rcode, String detail) {
        String code = rcode.toUpperCase(Locale.ROOT);
        String told = "the server answers " + code + (detail.isEmpty() ? "" : " (" + detail + ")");
        return switch (code) {
            case "NOERROR" -> done();
            case "NXDOMAIN", "YXDOMAIN", "NXRRSET", "YXRRSET" -> new DnsResult(Kind.UNMET, told);
            case "REFUSED" -> misconfigured(told + ": it must allow updates of this zone to this key and address");
            case "NOTAUTH" -> misconfigured(told + ": the key must be the server's, and the zone must be its own");
            case "NOTZONE", "NOTIMP", "FORMERR" -> misconfigured(told);
            default -> retry(told);
        };
    }
}
