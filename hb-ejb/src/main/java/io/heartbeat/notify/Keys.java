package io.heartbeat.notify;

import io.heartbeat.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one channel: at the top of the file they begin with the name of the service ({@code ntfy_topic}), under
 * {@code channels} they do not ({@code topic}).
 *
 * @param section where they stand
 * @param prefix what they begin with; empty under {@code channels}
 */
public record Keys(Section section, String prefix) {
    /** A text. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(section.text(prefix + key, null));
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        return section.texts(prefix + key);
    }

    /** A secret, in the key or in a file. */
    public Optional<String> secret(String key) {
        return section.secret(prefix + key).map(String::strip);
    }

    /** A whole number. */
    public int integer(String key, int def, int min, int max) {
        return section.integer(prefix + key, def, min, max);
    }

    /** A file. */
    public Optional<Path> path(String key) {
        return Optional.ofNullable(section.path(prefix + key, null));
    }

    /** One of some words. */
    public <E extends Enum<E>> E choice(String key, E def) {
        return section.choice(prefix + key, def);
    }

    /** An address of HTTP that is no secret. */
    public Optional<URI> address(String key) {
        return text(key).flatMap(written -> uri(key, written));
    }

    /** An address of HTTP that is a secret: whoever knows it may post. */
    public Optional<URI> secretAddress(String key) {
        return secret(key).flatMap(written -> uri(key, written));
    }

    /** Says what is wrong with a key. */
    public void problem(String key, String message) {
        section.problem(prefix + key, message);
    }

    private Optional<URI> uri(String key, String written) {
        Optional<URI> uri = http(written);
        if (uri.isEmpty()) {
            String given = section.has(prefix + key) ? key : key + "_file";
            problem(given, "must be an address such as https://chat.example.org/hooks/KEY");
        }
        return uri;
    }

    /** The address in a text, if it is one of HTTP. */
    public static Optional<URI> http(String written) {
        try {
            URI uri = new URI(written.strip());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty(); // the exception would show the secret
        }
    }
}
