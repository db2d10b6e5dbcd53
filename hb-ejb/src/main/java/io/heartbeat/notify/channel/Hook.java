package io.heartbeat.notify.channel;

import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Notifier;
import io.heartbeat.notify.Receiver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A service that takes whatever is posted to an address that nobody else knows. A receiver may have an address of its own. */
interface Hook extends Notifier {
    /** What is shorter is a word, which an answer may well use. */
    int SHORTEST_KEY = 8;

    /** The channel's address. */
    URI url();

    /** Where a receiver's letters go. */
    default URI url(Receiver to) {
        return Keys.http(to.value("url", "")).orElse(url());
    }

    @Override
    default boolean overHttp() {
        return true;
    }

    @Override
    default List<Receiver> receivers() {
        return List.of(Receiver.DEFAULT);
    }

    @Override
    default List<String> secrets() {
        return secrets(url());
    }

    @Override
    default List<String> secrets(Receiver to) {
        return secrets(url(to));
    }

    /** All of an address that may let somebody post: the whole of it, what follows the host, and the key at its end. */
    private static List<String> secrets(URI url) {
        List<String> secrets = new ArrayList<>(List.of(url.toString()));
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (path.length() > 1) {
            secrets.add(path);
        }
        String key = path.substring(path.lastIndexOf('/') + 1);
        if (key.length() >= SHORTEST_KEY) {
            secrets.add(key);
        }
        for (String part : new String[] {url.getRawQuery(), url.getRawUserInfo()}) {
            if (part != null) {
                secrets.add(part);
            }
        }
        return secrets;
    }
}
