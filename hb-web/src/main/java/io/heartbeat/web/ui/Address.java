package io.heartbeat.web.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The address of the present page with other parameters. */
final class Address {
    private Address() {}

    /** @param changes by name; an empty text takes a parameter away */
    static String with(HttpServletRequest request, String page, Map<String, String> changes) {
        Map<String, String> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        parameters.putAll(changes);
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return request.getContextPath() + "/" + page + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }
}
