package io.heartbeat.pump.journald;

import java.util.EnumSet;
import java.util.Set;

/** Which files of the machine are read; names and bits are those of sd_journal_open(3). */
public enum JournalFlag {
    /** Only of this machine. */
    LOCAL_ONLY(1),
    /** Only what does not survive a restart: {@code /run/log/journal}. */
    RUNTIME_ONLY(2),
    /** Files of system services and the kernel; without this and {@link #CURRENT_USER}: all. */
    SYSTEM(4),
    /** Files of the user this process runs as. */
    CURRENT_USER(8),
    /** A path is the root of an operating system, below which the journal has its usual places. */
    OS_ROOT(16);

    private final int bit;

    JournalFlag(int bit) {
        this.bit = bit;
    }

    /** The flags of a number as sd_journal_open(3) takes it; throws {@link IllegalArgumentException} for unknown bits. */
    public static Set<JournalFlag> of(int bits) {
        Set<JournalFlag> flags = EnumSet.noneOf(JournalFlag.class);
        int rest = bits;
        for (JournalFlag flag : values()) {
            if ((bits & flag.bit) != 0) {
                flags.add(flag);
                rest &= ~flag.bit;
            }
        }
        if (rest != 0) {
            throw new IllegalArgumentException("unknown journal flags: " + rest);
        }
        return flags;
    }
}
