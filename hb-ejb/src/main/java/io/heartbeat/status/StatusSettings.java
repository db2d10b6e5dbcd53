package io.heartbeat.status;

import io.heartbeat.settings.Glob;
import io.heartbeat.settings.Section;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be seen without a login. May change while the server runs.
 *
 * @param pages public pages by their slug
 * @param badges names and patterns of hosts whose badge everybody may see
 */
public record StatusSettings(Map<String, StatusPage> pages, List<String> badges) {
    /** With nothing public. */
    public static final StatusSettings NONE = new StatusSettings(Map.of(), List.of());

    private static final String SLUG = "[a-z0-9][a-z0-9-]{0,62}";

    /** Copies the collections. */
    public StatusSettings {
        pages = Collections.unmodifiableMap(new LinkedHashMap<>(pages));
        badges = List.copyOf(badges);
    }

    /** A page by its slug. */
    public Optional<StatusPage> page(String slug) {
        return Optional.ofNullable(pages.get(slug));
    }

    /** Whether everybody may see the badge of a host. */
    public boolean badge(String host) {
        return badges.stream().anyMatch(pattern -> new Glob(pattern).matches(host));
    }

    /** Reads status_pages and badges. */
    public static StatusSettings from(Section root) {
        Map<String, StatusPage> pages = new LinkedHashMap<>();
        root.sections("status_pages").forEach((slug, page) -> {
            if (!slug.matches(SLUG)) {
                page.problem("", "no page can be at this address: 1 to 63 of a-z, 0-9 and -, no - first");
            }
            pages.put(slug, StatusPage.from(slug, page));
        });
        return new StatusSettings(pages, root.texts("badges"));
    }
}
