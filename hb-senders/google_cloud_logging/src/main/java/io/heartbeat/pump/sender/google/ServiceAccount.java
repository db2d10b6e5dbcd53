package io.heartbeat.pump.sender.google;

import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.settings.Format;
import io.heartbeat.settings.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * An account of a program, as Google's console writes it into a JSON file.
 *
 * @param email who it is
 * @param keyId names the key; may be empty
 * @param key signs
 * @param tokens where a signature becomes a token
 * @param project empty when the file names none
 */
record ServiceAccount(String email, String keyId, PrivateKey key, WebAddress tokens, String project) {
    private static final String NAME = "google_service_account_credentials";
    private static final String TOKENS = "https://oauth2.googleapis.com/token";

    /** Reads the key: a map with the file's contents, or the file's path; empty when it is absent. */
    static Optional<ServiceAccount> from(Section keys) {
        if (!keys.has(NAME)) {
            return Optional.empty();
        }
        if (!keys.isSection(NAME)) {
            Path file = keys.path(NAME, null);
            if (file != null && !Files.isRegularFile(file)) {
                keys.problem(NAME, "there is no file " + file + "; it is the JSON that Google's console writes");
                return Optional.empty();
            }
        }
        Section section = keys.isSection(NAME) ? keys.section(NAME) : keys.file(NAME, Format.YAML); // JSON is YAML
        section.keys().forEach(section::has); // Google's own file has more keys than are needed
        String email = needed(section, "client_email");
        String pem = needed(section, "private_key");
        PrivateKey key = pem.isEmpty() ? null : key(section, pem);
        WebAddress tokens = GooglePlan.address(section, "token_uri", TOKENS);
        String project = section.text("project_id", "");
        return Optional.of(new ServiceAccount(email, section.text("private_key_id", ""), key, tokens, project));
    }

    private static String needed(Section section, String key) {
        String text = section.text(key, "");
        if (text.isBlank()) {
            section.problem(key, "is needed: the JSON file of a service account has it");
        }
        return text;
    }

    private static PrivateKey key(Section section, String pem) {
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            section.problem("private_key", "is no RSA key of PKCS #8 as Google's console writes it");
            return null;
        }
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + email + "]";
    }
}
