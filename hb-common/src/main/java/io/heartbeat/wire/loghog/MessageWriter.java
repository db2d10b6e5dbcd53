package io.heartbeat.wire.loghog;

import io.heartbeat.protocol.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.Deflater;

/** Makes frames. Not thread-safe: one for each thread. */
public final class MessageWriter {
    /** How a message is signed. */
    public enum Signing {
        /** {@code signature}, as the original has it: every server knows it. */
        MD5,
        /** {@code signature_sha256}: ours. */
        SHA256
    }

    private final Signature signature;
    private final Set<Signing> signing;
    private final boolean compressed;

    /** Frames that are neither signed nor compressed. */
    public static MessageWriter plain() {
        return new MessageWriter(null, Set.of(), false);
    }

    /**
     * Frames.
     *
     * @param secret null for no signature
     * @param signing which signatures a message bears
     * @param compressed whether the payload is zlib
     */
    public MessageWriter(String secret, Set<Signing> signing, boolean compressed) {
        this.signature = secret == null ? null : new Signature(secret);
        this.signing = Set.copyOf(signing);
        this.compressed = compressed;
    }

    /** The frame of a message. Lone surrogates in its texts become U+FFFD before they are signed. */
    public byte[] frame(LogMessage written) {
        LogMessage message = new LogMessage(
                whole(written.application()),
                whole(written.module()),
                written.stamp(),
                written.nanos(),
                whole(written.hostname()),
                whole(written.body()));
        byte[] payload = json(message).getBytes(StandardCharsets.UTF_8);
        return compressed ? packed(payload) : framed(payload, payload.length, 0);
    }

    private String json(LogMessage message) {
        StringBuilder json = new StringBuilder(160 + message.body().length());
        json.append("{\"version\": 1, \"app_id\": ");
        JsonText.quote(message.application(), json);
        json.append(", \"module\": ");
        JsonText.quote(message.module(), json);
        json.append(", \"stamp\": ").append(message.stamp());
        json.append(", \"nsecs\": ").append(message.nanos());
        if (!message.hostname().isEmpty()) {
            json.append(", \"hostname\": ");
            JsonText.quote(message.hostname(), json);
        }
        json.append(", \"body\": ");
        JsonText.quote(message.body(), json);
        if (signature != null && signing.contains(Signing.MD5)) {
            json.append(", \"signature\": \"").append(signature.md5(message)).append('"');
        }
        if (signature != null && signing.contains(Signing.SHA256)) {
            json.append(", \"signature_sha256\": \"")
                    .append(signature.sha256(message))
                    .append('"');
        }
        return json.append('}').toString();
    }

    /** What is signed has to be what is sent, and half a surrogate pair cannot be sent. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
    }

    private static byte[] packed(byte[] payload) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(payload);
            deflater.finish();
            byte[] room = new byte[payload.length + payload.length / 100 + 64];
            int length = deflater.deflate(room);
            return framed(room, length, Frame.ZLIB);
        } finally {
            deflater.end();
        }
    }

    private static byte[] framed(byte[] payload, int length, int flags) {
        byte[] frame = new byte[Frame.HEAD + length];
        Frame.put(frame, length, flags);
        System.arraycopy(payload, 0, frame, Frame.HEAD, length);
        return frame;
    }
}
