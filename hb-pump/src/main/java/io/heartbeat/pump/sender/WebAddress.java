package io.heartbeat.pump.sender;

import io.heartbeat.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A URL from the configuration, whose user and password are kept apart: neither {@link #toString} nor a problem shows them.
 *
 * @param uri without user, password and fragment; its path ends with no slash
 * @param authorization value of the HTTP header of that name (basic); null when the URL has no user
 */
public record WebAddress(URI uri, String authorization) {
    /** Where a faulty configuration leads; nobody goes there, for it does not start. */
    private static final WebAddress NOWHERE = new WebAddress(URI.create("http://localhost"), null);

    /**
     * Reads a key, which is needed.
     *
     * @param schemes those that are taken
     * @param example one that is right, for messages
     */
    public static WebAddress from(Section keys, String key, List<String> schemes, String example) {
        String text = keys.text(key, "").strip();
        if (text.isEmpty()) {
            if (!keys.has(key)) {
                keys.problem(key, "is needed, such as " + example);
            }
            return NOWHERE;
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() == null || uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
                keys.problem(key, "must be a URL with " + String.join(":// or ", schemes) + "://, such as " + example);
                return NOWHERE;
            }
            return new WebAddress(bare(uri), basic(uri.getUserInfo()));
        } catch (URISyntaxException e) {
            keys.problem(
                    key, "is no URL (" + e.getReason() + "), it should be such as " + example); // not the text itself
            return NOWHERE;
        }
    }

    private static URI bare(URI uri) throws URISyntaxException {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new URI(uri.getScheme() + "://" + uri.getHost() + port + path + query);
    }

    private static String basic(String userInfo) {
        return userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the scheme is one of TLS. */
    public boolean encrypted() {
        return uri.getScheme().equals("https") || uri.getScheme().equals("wss");
    }

    /** Scheme, host and port: what messages may say of it. A path or query may hold a token. */
    public String shown() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    @Override
    public String toString() {
        return shown();
    }
}
