package io.heartbeat.wire.loghog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames that were recorded from the original Python client, by their number in the file. */
final class GoldenFrames {
    private GoldenFrames() {}

    static byte[] frame(int number) {
        try (InputStream in = GoldenFrames.class.getResourceAsStream("loghog-frames.hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String part = text.split("# \\(" + number + "\\)[^\\n]*\\n")[1];
            return HexFormat.of().parseHex(part.replaceAll("(?s)#.*", "").replaceAll("\\s", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
