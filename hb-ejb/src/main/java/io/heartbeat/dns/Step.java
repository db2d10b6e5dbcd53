package io.heartbeat.dns;

import java.util.regex.Pattern;

/**
 * One prerequisite or change of an update (RFC 2136). Cannot be made with a name or a value that is not exactly of its
 * type's form, whoever composes it and from whatever.
 *
 * @param verb what it asks for
 * @param name absolute name, lower case, without a dot at the end
 * @param type of the record
 * @param value as in a zone file, for TXT without quotes; empty where the verb means all records of the type
 */
public record Step(Verb verb, String name, RecordType type, String value) {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:]{2,39}");
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9 ._=-]{1,255}");

    /** What a step asks for. */
    public enum Verb {
        /** Nothing is done unless the name has no record of the type. */
        REQUIRE_NONE,
        /** Nothing is done unless the name has this record of the type and no other. */
        REQUIRE,
        /** All records of the type go. */
        CLEAR,
        /** This record goes. */
        REMOVE,
        /** This record comes. */
        ADD;

        /** Whether the step carries a value. */
        public boolean valued() {
            return this == REQUIRE || this == REMOVE || this == ADD;
        }
    }

    /**
     * Refuses what is not of its form.
     *
     * @throws IllegalArgumentException when name or value cannot be what they are said to be
     */
    public Step {
        if (!DnsNames.domain(name) || !(verb.valued() ? fits(type, value) : value.isEmpty())) {
            throw new IllegalArgumentException("no step of an update: " + verb + " " + type);
        }
    }

    private static boolean fits(RecordType type, String value) {
        return switch (type) {
            case A -> IPV4.matcher(value).matches();
            case AAAA -> IPV6.matcher(value).matches();
            case PTR, CNAME -> DnsNames.host(value);
            case TXT -> TEXT.matcher(value).matches();
        };
    }
}
