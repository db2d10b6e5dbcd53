package io.heartbeat.loghog;

import io.heartbeat.settings.Section;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses to listen at: {@code 127.0.0.1}, {@code [::1]:5588}, {@code localhost:15566}, {@code *}. */
final class Listening {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::([0-9]{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    private Listening() {}

    /**
     * The addresses of a key, which may hold several with commas between.
     *
     * @param usual the port of an address that names none
     */
    static List<InetSocketAddress> read(Section section, String key, int usual, String def) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        List<String> texts = section.has(key) ? section.texts(key) : List.of(def);
        for (String text : texts) {
            for (String one : text.split(",")) {
                if (!one.isBlank()) {
                    address(section, key, one.strip(), usual, addresses);
                }
            }
        }
        return addresses;
    }

    private static void address(Section section, String key, String text, int usual, List<InetSocketAddress> into) {
        String bracketed = BARE_IPV6.matcher(text).matches() ? "[" + text + "]" : text;
        Matcher form = FORM.matcher(bracketed);
        try {
            if (form.matches()) {
                String host = form.group(1) == null ? form.group(2) : form.group(1);
                int port = form.group(3) == null ? usual : Integer.parseInt(form.group(3));
                if (port <= 65535) {
                    into.add(
                            host.equals("*")
                                    ? new InetSocketAddress(port)
                                    : new InetSocketAddress(InetAddress.getByName(host), port));
                    return;
                }
            }
        } catch (UnknownHostException unknown) {
            // Said below, like any other text that is no address.
        }
        section.problem(key, "`" + text + "` is no address to listen at, such as 127.0.0.1, [::1] or localhost:15566");
    }
}
