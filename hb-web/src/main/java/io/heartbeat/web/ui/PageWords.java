package io.heartbeat.web.ui;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The texts of the pages in the visitor's language: {@code #{words['live.title']}}. The first part of a key names the
 * {@link WordBook}. A key without a text answers itself, so that its lack is seen.
 */
@Named("words")
@RequestScoped
public class PageWords extends AbstractMap<String, String> {
    @Inject
    WordBook book;

    @Inject
    HttpServletRequest request;

    private Language language = Language.ENGLISH;

    @PostConstruct
    void choose() {
        language = Language.of(request);
    }

    /** The language in force. */
    public Language language() {
        return language;
    }

    @Override
    public String get(Object key) {
        String name = String.valueOf(key);
        int dot = name.indexOf('.');
        String page = dot < 0 ? name : name.substring(0, dot);
        return book.of(page, language).getOrDefault(name, name);
    }

    @Override
    public boolean containsKey(Object key) {
        return true;
    }

    /** A text with arguments for {@code {0}}, {@code {1}}; Facelets escapes the whole. */
    public String of(String key, Object... arguments) {
        return WordBook.fill(get(key), arguments);
    }

    /** All texts of a page as a JSON object, for an attribute {@code data-words} that {@code page/words.js} reads. */
    public String json(String page) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        book.of(page, language).forEach(object::add);
        return object.build().toString();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return Set.of();
    }
}
