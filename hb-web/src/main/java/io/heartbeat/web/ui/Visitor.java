package io.heartbeat.web.ui;

import io.heartbeat.status.StatusPage;
import io.heartbeat.status.StatusPages;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Who looks at a page, for its header. */
@Named
@RequestScoped
public class Visitor {
    /** Cookie that holds the chosen theme: {@code light} or {@code dark}; without it the browser decides. Not secret. */
    public static final String THEME_COOKIE = "hb-theme";

    private static final List<String> EVERYBODYS = List.of("live", "alerts", "plugins", "logs", "settings");
    private static final List<String> USERS = List.of("live", "alerts", "plugins", "logs", "deliveries", "settings");
    private static final List<String> ADMINISTRATORS =
            List.of("live", "alerts", "plugins", "logs", "deliveries", "users", "audit", "settings");

    @Inject
    Viewer viewer;

    @Inject
    StatusPages publicPages;

    @Inject
    HttpServletRequest request;

    /** Whether somebody is logged in. */
    public boolean isNamed() {
        return viewer.name() != null;
    }

    /** Login name, null when nobody is logged in. */
    public String getName() {
        return viewer.name();
    }

    /** Whether there are no users, so that everybody who comes may do everything. */
    public boolean isOpen() {
        return !isNamed() && viewer.admin();
    }

    /** Whether an administrator looks. */
    public boolean isAdministrator() {
        return viewer.admin();
    }

    /** Whether somebody looks without a login at a server that has users. */
    public boolean isGuest() {
        return !isNamed() && !viewer.admin();
    }

    /** Paths of the pages that the visitor may open, in the order of the menu. */
    public List<String> getPages() {
        return viewer.admin() ? ADMINISTRATORS : isNamed() ? USERS : EVERYBODYS;
    }

    /** What this server shows to everybody: pages below {@code /status/}. */
    public List<StatusPage> getPublicPages() {
        return publicPages.pages();
    }

    /** Whether the visitor is on a page of the menu, or on one that belongs to it. */
    public boolean within(String page) {
        return at(page) || page.equals("live") && at("hosts") || page.equals("logs") && at("journal");
    }

    /** Whether the visitor is on a page, by its path. */
    public boolean at(String page) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals("/" + page) || path.startsWith("/" + page + "/") || path.equals("/" + page + ".xhtml");
    }

    /** {@code light}, {@code dark}, or {@code auto} for what the browser prefers. */
    public String getTheme() {
        return theme(request);
    }

    static String theme(HttpServletRequest request) {
        String chosen = Language.cookie(request, THEME_COOKIE);
        return chosen.equals("light") || chosen.equals("dark") ? chosen : "auto";
    }
}
