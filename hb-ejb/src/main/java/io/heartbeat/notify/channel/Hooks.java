package io.heartbeat.notify.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Receiver;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What services with secret addresses have in common. */
final class Hooks {
    private Hooks() {}

    /** All of an address that may let somebody post: the whole of it, what follows the host, and the key at its end. */
    static List<String> secrets(URI url) {
        List<String> secrets = new ArrayList<>(List.of(url.toString()));
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.length() > 1) {
            secrets.add(path);
            secrets.add(path.substring(path.lastIndexOf('/') + 1));
        }
        for (String part : new String[] {url.getRawQuery(), url.getRawUserInfo()}) {
            if (part != null) {
                secrets.add(part);
            }
        }
        return secrets;
    }

    /** The address of the receiver's own, or the channel's. */
    static URI own(Receiver to, URI channels) {
        return Keys.http(to.value("url", "")).orElse(channels);
    }

    /** Writes a text unless it is empty. */
    static void field(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }
}
