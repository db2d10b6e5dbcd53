package io.heartbeat.protocol;

/** Which characters a name may have. Nothing that could end a line, a file name, a tag or a DNS label survives here. */
public final class Names {
    /** Characters of a host name (RFC 1035, section 2.3.4). */
    public static final int MAX_HOST = 253;
    /** Characters of a plugin's or a command's name. */
    public static final int MAX_PLUGIN = 128;

    private static final int FIRST = 1;
    private static final int HOST = 2;
    private static final int PLUGIN = 4;
    private static final byte[] KINDS = new byte[128];

    static {
        for (char c = 0; c < 128; c++) {
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_') {
                KINDS[c] = FIRST | HOST | PLUGIN;
            } else if (c == '.' || c == '-') {
                KINDS[c] = HOST | PLUGIN;
            } else if (c == ':') {
                KINDS[c] = PLUGIN;
            }
        }
    }

    private Names() {}

    /** Whether this can be a host: 1 to 253 of {@code [A-Za-z0-9._-]}, a letter, digit or {@code _} first. */
    public static boolean host(String name) {
        return valid(name, MAX_HOST, HOST);
    }

    /** Whether this can be a plugin or a command: 1 to 128 of {@code [A-Za-z0-9._:-]}, a letter, digit or {@code _} first. */
    public static boolean plugin(String name) {
        return valid(name, MAX_PLUGIN, PLUGIN);
    }

    static boolean host(byte[] text, int start, int end) {
        return valid(text, start, end, MAX_HOST, HOST);
    }

    static boolean plugin(byte[] text, int start, int end) {
        return valid(text, start, end, MAX_PLUGIN, PLUGIN);
    }

    private static boolean valid(byte[] text, int start, int end, int longest, int kind) {
        if (end <= start || end - start > longest || text[start] < 0 || (KINDS[text[start]] & FIRST) == 0) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (text[i] < 0 || (KINDS[text[i]] & kind) == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean valid(String name, int longest, int kind) {
        if (name.isEmpty() || name.length() > longest || name.charAt(0) > 127 || (KINDS[name.charAt(0)] & FIRST) == 0) {
            return false;
        }
        return name.chars().allMatch(c -> c < 128 && (KINDS[c] & kind) != 0);
    }
}
