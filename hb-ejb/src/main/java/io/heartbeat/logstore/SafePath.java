package io.heartbeat.logstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HexFormat;

/**
 * Paths below a folder, made of what came from the network. A name becomes one path segment by {@link #segment}; a whole is
 * checked against the disk by {@link #resolve}, so that neither dots, nor slashes, nor a symbolic link lead out of the folder.
 */
public final class SafePath {
    /** Bytes of a segment: a rotation's stamp, a counter and two endings still fit behind it in the 255 that Linux allows. */
    public static final int MAX_SEGMENT = 180;

    private static final int HASH_DIGITS = 16;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private SafePath() {}

    /**
     * One path segment for any text; different texts make different segments. Slashes, control characters, the percent sign, a
     * leading dot and what this machine's file names cannot hold become {@code %XX}, byte by byte; a text that is too long
     * keeps its beginning, and a hash takes the place of the rest.
     */
    public static String segment(String text) {
        StringBuilder made = new StringBuilder(text.length() + 8);
        boolean plain = namable(text);
        text.codePoints().forEach(point -> {
            if (point < ' '
                    || point == '/'
                    || point == '%'
                    || point == 0x7F
                    || point >= 0x80 && (!plain || control(point))) {
                escape(point, made);
            } else if (point == '.' && made.isEmpty()) {
                made.append("%2E");
            } else {
                made.appendCodePoint(point);
            }
        });
        return made.isEmpty() ? "%" : shortened(made.toString());
    }

    /** Invisible characters of Unicode: they would make two names look alike, or turn a terminal's line around. */
    private static boolean control(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Whether this machine's file names can hold it: under LANG=C they are ASCII. */
    private static boolean namable(String text) {
        try {
            return Paths.get("x" + text.replace('\0', '_')).toString().length() > 0;
        } catch (InvalidPathException unmappable) {
            return false;
        }
    }

    private static void escape(int point, StringBuilder into) {
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            into.append('%').append(HEX.toHexDigits(b));
        }
    }

    private static String shortened(String segment) {
        if (segment.getBytes(StandardCharsets.UTF_8).length <= MAX_SEGMENT) {
            return segment;
        }
        String hash = Digests.sha256(segment).substring(0, HASH_DIGITS);
        StringBuilder kept = new StringBuilder();
        int room = MAX_SEGMENT - HASH_DIGITS - 2;
        for (int point : segment.codePoints().toArray()) {
            room -= Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        // A lone percent sign is in no other segment: every other one has two digits behind it.
        return kept.append("%~").append(hash).toString();
    }

    /**
     * The path of a file below a folder. Its directories are made.
     *
     * @param base exists or is made; may itself be reached by a symbolic link
     * @param relative segments with slashes between, none of them {@code ..} or empty
     * @throws FileSystemException when the path would lead out of the folder, or cannot be
     */
    public static Path resolve(Path base, String relative) throws IOException {
        Path below = path(relative);
        if (below.isAbsolute()
                || !below.equals(below.normalize())
                || below.toString().isEmpty()
                || below.startsWith("..")) {
            throw new FileSystemException(relative, null, "does not stay below its folder");
        }
        Files.createDirectories(base);
        Path root = base.toRealPath();
        Path directory = root;
        for (Path step : below.getNameCount() == 1 ? Path.of("") : below.getParent()) {
            directory = step.toString().isEmpty() ? directory : directory.resolve(step);
            if (Files.isSymbolicLink(directory)) {
                throw new FileSystemException(directory.toString(), null, "a symbolic link; it is not followed");
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                make(directory);
            }
        }
        return directory.resolve(below.getFileName());
    }

    /** Two logs of one folder may begin at the same moment, in two threads. */
    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException another) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw another;
            }
        }
    }

    private static Path path(String relative) throws FileSystemException {
        try {
            return Path.of(relative);
        } catch (InvalidPathException impossible) {
            throw new FileSystemException(relative, null, "can be no path: " + impossible.getReason());
        }
    }
}
