package io.heartbeat.wire.loghog;

import java.nio.charset.StandardCharsets;

/** The names of the fields, as bytes. */
final class Keys {
    static final byte[] VERSION = bytes("version");
    static final byte[] APP_ID = bytes("app_id");
    static final byte[] MODULE = bytes("module");
    static final byte[] STAMP = bytes("stamp");
    static final byte[] NSECS = bytes("nsecs");
    static final byte[] HOSTNAME = bytes("hostname");
    static final byte[] BODY = bytes("body");
    static final byte[] SIGNATURE = bytes("signature");
    static final byte[] SIGNATURE_SHA256 = bytes("signature_sha256");

    private Keys() {}

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
