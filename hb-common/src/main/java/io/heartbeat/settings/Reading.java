package io.heartbeat.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What the sections of one reading share.
 *
 * @param findings where problems go
 * @param variables the environment
 * @param base directory of the file, which its relative paths count from
 * @param home what {@code ~} stands for
 */
record Reading(Findings findings, Variables variables, Path base, String home) {
    /** A path as written: {@code ~} expanded, a relative one counted from the file's directory; null when impossible. */
    Path path(String text, boolean fromFile) {
        String expanded = text.equals("~") || text.startsWith("~/") ? home + text.substring(1) : text;
        try {
            Path path = Path.of(expanded);
            return fromFile ? base.resolve(path).normalize() : path;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
