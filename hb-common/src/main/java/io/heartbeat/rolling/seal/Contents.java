package io.heartbeat.rolling.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * What one reading of a file shows.
 *
 * @param size bytes as stored
 * @param sha256 of them, hexadecimal
 * @param contentSha256 of the uncompressed lines; empty for an encrypted file
 * @param lines how many there are; 0 for an encrypted file
 * @param firstInvalid number of the first line that is no JSON object, counted from 1; 0 when all are, or nobody asked
 */
record Contents(long size, String sha256, String contentSha256, long lines, long firstInvalid) {
    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_LINE = 1 << 20;
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a file to its end.
     *
     * @param parse whether each line is parsed as JSON
     */
    static Contents read(Path file, boolean parse) throws IOException {
        MessageDigest stored = digest();
        MessageDigest content = digest();
        Tally tally = new Tally(parse);
        boolean readable = !file.toString().endsWith(".enc");
        try (InputStream raw = new DigestInputStream(Files.newInputStream(file), stored)) {
            if (readable) {
                InputStream lines = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
                tally.read(new DigestInputStream(new BufferedInputStream(lines, BUFFER), content));
            }
            raw.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return new Contents(
                Files.size(file), hex(stored), readable ? hex(content) : "", tally.lines, tally.firstInvalid);
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Counts lines, and parses them if asked to. */
    private static final class Tally {
        private final boolean parse;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long lines;
        private long firstInvalid;

        Tally(boolean parse) {
            this.parse = parse;
        }

        void read(InputStream in) throws IOException {
            byte[] block = new byte[BUFFER];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        hold(block, from, i);
                        end();
                        from = i + 1;
                    }
                }
                hold(block, from, read);
            }
            if (line.size() > 0) {
                invalid(lines + 1);
            }
        }

        private void hold(byte[] block, int from, int to) {
            if (line.size() < LONGEST_LINE) {
                line.write(block, from, to - from);
            }
        }

        private void end() {
            lines++;
            if (parse && !object(line.toByteArray())) {
                invalid(lines);
            }
            line.reset();
        }

        private void invalid(long number) {
            firstInvalid = firstInvalid == 0 ? number : firstInvalid;
        }

        private static boolean object(byte[] text) {
            try (JsonParser parser = JSON.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                parser.skipChildren();
                return parser.nextToken() == null;
            } catch (IOException malformed) {
                return false;
            }
        }
    }
}
