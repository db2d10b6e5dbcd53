package io.heartbeat.notify;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of texts that others may read. Immutable. */
final class Redaction {
    private static final String HIDDEN = "***";
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    /** Of these, in clear and as they look in an address and in JSON; the longest first, as one may be part of another. */
    static Redaction of(Collection<String> secrets) {
        List<String> all = new ArrayList<>();
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                all.add(secret);
                all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                all.add(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(secret)));
            }
        }
        all.sort(Comparator.comparingInt(String::length).reversed());
        return new Redaction(List.copyOf(all));
    }

    String hide(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }
}
