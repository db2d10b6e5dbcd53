package io.heartbeat.protocol;

import static io.heartbeat.protocol.Rejection.BAD_FIELD;
import static io.heartbeat.protocol.Rejection.BAD_NAME;
import static io.heartbeat.protocol.Rejection.UNKNOWN_TYPE;

/**
 * What the fields of each message must be. Only the fields that belong to the message's type are judged and kept: in a
 * plugin report every other key is a metric, whatever it is called.
 */
final class FieldRules {
    static final double MAX_INTERVAL = 7 * 86_400;
    static final int MAX_TEXT = 1024;
    static final int MAX_VERSION = 64;
    static final int MAX_ID = 128;
    static final int MAX_STATUS = 64;
    static final int MAX_OUTPUT = 32 * 1024;
    static final int MAX_URL = 2048;
    static final int MAX_ARGS = 64;
    static final int MAX_ARG = 1024;

    private static final int ANY = Field.set(Field.TYPE, Field.NAME);
    private static final int[] BELONGING = new int[MessageType.values().length];

    static {
        belong(MessageType.HTB, Field.INTERVAL, Field.SEQ, Field.TIME, Field.RTT, Field.BOOT, Field.TEXT);
        belong(MessageType.HTB, Field.VERSION, Field.SHUTDOWN);
        belong(MessageType.PLG, Field.PLUGIN);
        belong(MessageType.ACK, Field.SEQ, Field.TIME);
        belong(MessageType.CMD, Field.ID, Field.COMMAND, Field.ARGS, Field.EXPIRES);
        belong(MessageType.UPD, Field.ID, Field.VERSION, Field.URL, Field.SHA256, Field.EXPIRES);
        belong(MessageType.RES, Field.ID, Field.STATUS, Field.OUTPUT);
    }

    private FieldRules() {}

    private static void belong(MessageType type, Field... fields) {
        BELONGING[type.ordinal()] |= ANY | Field.set(fields);
    }

    /** Finds the type, forgets fields of other types, judges the rest. Null when all is well. */
    static Rejection judge(Message message) {
        MessageType type = type(message);
        if (type == null) {
            return UNKNOWN_TYPE;
        }
        message.type = type;
        message.present &= BELONGING[type.ordinal()];
        if (message.has(Field.NAME)) {
            if (!message.isString(Field.NAME)) {
                return BAD_FIELD;
            }
            if (!Names.host(message.json, message.inside(Field.NAME), message.insideEnd(Field.NAME))) {
                return BAD_NAME;
            }
        }
        return fits(message, type) ? null : BAD_FIELD;
    }

    private static MessageType type(Message message) {
        if (!message.has(Field.TYPE) || !message.isString(Field.TYPE)) {
            return null;
        }
        int at = message.inside(Field.TYPE);
        if (message.insideEnd(Field.TYPE) - at != 3) {
            String spelled = message.string(Field.TYPE);
            return spelled.length() == 3 ? type(spelled.charAt(0), spelled.charAt(1), spelled.charAt(2)) : null;
        }
        return type(message.json[at], message.json[at + 1], message.json[at + 2]);
    }

    private static MessageType type(int first, int second, int third) {
        return switch (first << 16 | second << 8 | third) {
            case 'H' << 16 | 'T' << 8 | 'B' -> MessageType.HTB;
            case 'P' << 16 | 'L' << 8 | 'G' -> MessageType.PLG;
            case 'A' << 16 | 'C' << 8 | 'K' -> MessageType.ACK;
            case 'C' << 16 | 'M' << 8 | 'D' -> MessageType.CMD;
            case 'U' << 16 | 'P' << 8 | 'D' -> MessageType.UPD;
            case 'R' << 16 | 'E' << 8 | 'S' -> MessageType.RES;
            default -> null;
        };
    }

    private static boolean fits(Message m, MessageType type) {
        return switch (type) {
            case HTB -> echo(m) && heartbeat(m);
            case PLG -> m.has(Field.PLUGIN) && plugin(m, Field.PLUGIN);
            case ACK -> echo(m);
            case CMD -> order(m) && m.has(Field.COMMAND) && plugin(m, Field.COMMAND) && Arguments.fit(m);
            case UPD -> order(m) && upgrade(m);
            case RES ->
                token(m, Field.ID)
                        && (!m.has(Field.STATUS) || m.isNumber(Field.STATUS) || text(m, Field.STATUS, MAX_STATUS))
                        && text(m, Field.OUTPUT, MAX_OUTPUT);
        };
    }

    private static boolean echo(Message m) {
        return (!m.has(Field.SEQ) || m.isNumber(Field.SEQ)) && (!m.has(Field.TIME) || m.isNumber(Field.TIME));
    }

    private static boolean heartbeat(Message m) {
        m.interval = m.number(Field.INTERVAL);
        m.rtt = m.number(Field.RTT);
        m.boot = m.truth(Field.BOOT);
        m.shutdown = m.truth(Field.SHUTDOWN);
        return (!m.has(Field.INTERVAL) || m.interval > 0 && m.interval <= MAX_INTERVAL)
                && (!m.has(Field.RTT) || m.rtt >= 0)
                && (!m.has(Field.BOOT) || m.isTruth(Field.BOOT))
                && (!m.has(Field.SHUTDOWN) || m.isTruth(Field.SHUTDOWN))
                && text(m, Field.TEXT, MAX_TEXT)
                && text(m, Field.VERSION, MAX_VERSION);
    }

    private static boolean order(Message m) {
        return token(m, Field.ID) && (!m.has(Field.EXPIRES) || m.isNumber(Field.EXPIRES));
    }

    private static boolean upgrade(Message m) {
        return m.has(Field.VERSION)
                && text(m, Field.VERSION, MAX_VERSION)
                && m.has(Field.URL)
                && text(m, Field.URL, MAX_URL)
                && m.has(Field.SHA256)
                && m.isString(Field.SHA256)
                && digest(m.json, m.inside(Field.SHA256), m.insideEnd(Field.SHA256));
    }

    private static boolean digest(byte[] json, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.digit(json[i], 16) < 0) {
                return false;
            }
        }
        return end - start == 64;
    }

    private static boolean plugin(Message m, Field field) {
        return m.isString(field) && Names.plugin(m.json, m.inside(field), m.insideEnd(field));
    }

    /** An identifier: a string or, as other clients count, a number. */
    private static boolean token(Message m, Field field) {
        return m.has(field) && (m.isNumber(field) || text(m, field, MAX_ID));
    }

    /** Absent, or a string of so many characters; only one that is long as bytes is counted. */
    private static boolean text(Message m, Field field, int most) {
        return !m.has(field)
                || m.isString(field)
                        && (m.insideEnd(field) - m.inside(field) <= most
                                || m.string(field).length() <= most);
    }
}
