package io.heartbeat.pump.filter;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * How severe an entry of a unit must be to be shipped. The first glob that fits the unit decides; a unit that none fits
 * passes, and so does an entry without unit or priority. Immutable.
 */
public record UnitLevels(List<Level> levels) {
    /** Lets everything through. */
    public static final UnitLevels ALL = new UnitLevels(List.of());

    /** Copies the list. */
    public UnitLevels {
        levels = List.copyOf(levels);
    }

    /**
     * One rule.
     *
     * @param glob of the whole unit's name
     * @param level the least severe priority that passes, 0 (emergency) to 7 (debug)
     */
    public record Level(Pattern glob, int level) {
        /** From a shell pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}. */
        public static Level of(String glob, int level) {
            return new Level(Pattern.compile(Glob.toPattern(glob)), level);
        }
    }

    /** Whether an entry passes. */
    public boolean passes(EntryText entry) {
        if (levels.isEmpty()) {
            return true;
        }
        String unit = entry.text("SYSTEMD_UNIT");
        String priority = entry.text("PRIORITY");
        if (unit == null || priority == null || !priority.matches("[0-9]{1,9}")) {
            return true;
        }
        int severity = Integer.parseInt(priority);
        for (Level level : levels) {
            if (level.glob().matches(unit)) {
                return severity <= level.level();
            }
        }
        return true;
    }
}
