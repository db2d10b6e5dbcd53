package io.heartbeat.rolling.seal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What was signed of one backup: two lines of text, a statement in JSON and the Ed25519 signature of its bytes in base64.
 *
 * @param statement the first line
 * @param signature the second line
 * @param file name of the backup, without directory
 * @param sequence number of the backup, without gaps
 * @param sha256 of the backup as it is stored, hexadecimal
 * @param contentSha256 of its lines, uncompressed; empty for an encrypted one
 * @param previous SHA-256 of the statement of the backup before, zeros for the first
 */
record Seal(
        String statement,
        String signature,
        String file,
        long sequence,
        String sha256,
        String contentSha256,
        String previous) {
    static final String SUFFIX = ".sig";
    static final String NONE_BEFORE = "0".repeat(64);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 16 * 1024;

    static Seal sign(String file, long sequence, Contents contents, String previous, Instant now, PrivateKey key)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeStringField("file", file);
            json.writeNumberField("sequence", sequence);
            json.writeNumberField("size", contents.size());
            json.writeStringField("sha256", contents.sha256());
            json.writeStringField("content_sha256", contents.contentSha256());
            json.writeNumberField("lines", contents.lines());
            json.writeStringField("signed_at", now.toString());
            json.writeStringField("previous", previous);
            json.writeEndObject();
        }
        String statement = text.toString();
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(statement.getBytes(StandardCharsets.UTF_8));
            return parse(statement + "\n" + Base64.getEncoder().encodeToString(signer.sign()) + "\n");
        } catch (GeneralSecurityException impossible) {
            throw new IOException("cannot sign " + file, impossible);
        }
    }

    /** Reads both lines; whether the signature is true is another question. */
    static Seal parse(String text) throws IOException {
        String[] lines = text.split("\n", -1);
        if (text.length() > LONGEST || lines.length != 3 || !lines[2].isEmpty()) {
            throw new IOException("is no seal: two lines are expected");
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(lines[0])) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        }
        try {
            return new Seal(
                    lines[0],
                    lines[1],
                    fields.getOrDefault("file", ""),
                    Long.parseLong(fields.getOrDefault("sequence", "")),
                    fields.getOrDefault("sha256", ""),
                    fields.getOrDefault("content_sha256", ""),
                    fields.getOrDefault("previous", ""));
        } catch (NumberFormatException damaged) {
            throw new IOException("is no seal: it has no sequence", damaged);
        }
    }

    boolean signedWith(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(statement.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return false;
        }
    }

    /** What the next seal names as its {@code previous}. */
    String link() {
        return Contents.sha256(statement.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return statement + "\n" + signature + "\n";
    }
}
