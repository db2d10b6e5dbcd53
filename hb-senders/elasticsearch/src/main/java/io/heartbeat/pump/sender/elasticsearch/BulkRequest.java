package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.Batch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The body of a {@code _bulk}: an action and a document a line. {@code create} with an identifier of the entry's own: what
 * arrives twice is refused the second time (409), and there once.
 */
final class BulkRequest {
    private static final int ID_BYTES = 16;

    private final String type;
    private final MessageDigest digest;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);

    /** @param type what an action says of it; empty for nothing */
    BulkRequest(String type) {
        this.type = type;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(Batch batch, int item, String index) {
        String action = "{\"create\":{\"_index\":\"" + index + "\"," + type + "\"_id\":\"" + id(batch, item) + "\"}}\n";
        out.writeBytes(action.getBytes(StandardCharsets.US_ASCII));
        out.write(batch.bytes(), batch.start(item), batch.length(item) + 1); // its line feed too
    }

    /** Of place and content: files of two hosts have the same places. */
    private String id(Batch batch, int item) {
        digest.update(batch.cursor(item).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(batch.bytes(), batch.start(item), batch.length(item));
        byte[] id = Arrays.copyOf(digest.digest(), ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
