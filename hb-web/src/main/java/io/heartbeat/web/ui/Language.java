package io.heartbeat.web.ui;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** The languages the console speaks. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch");

    /** Cookie that holds the choice of a visitor: a {@link #tag()}. Set by the settings page, not secret. */
    public static final String COOKIE = "hb-language";

    private final String tag;
    private final String label;

    Language(String tag, String label) {
        this.tag = tag;
        this.label = label;
    }

    /** BCP 47 tag, as for {@code lang} of HTML. */
    public String tag() {
        return tag;
    }

    /** The language's name for itself. */
    public String label() {
        return label;
    }

    /** What a visitor chose; else the first language of {@code Accept-Language} that is spoken here; else English. */
    public static Language of(HttpServletRequest request) {
        String chosen = cookie(request, COOKIE);
        for (Language language : values()) {
            if (language.tag.equals(chosen)) {
                return language;
            }
        }
        for (Locale locale : Collections.list(request.getLocales())) {
            for (Language language : values()) {
                if (language.tag.equals(locale.getLanguage())) {
                    return language;
                }
            }
        }
        return ENGLISH;
    }

    /** Value of a cookie, empty without one. */
    static String cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }
}
