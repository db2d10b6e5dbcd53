package io.heartbeat.web.ui;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the pages in each language: {@code words/PAGE.properties} in English, {@code words/PAGE_de.properties} and so on
 * beside it, all UTF-8. A key is {@code PAGE.what}; {@code {0}} stands for the first argument. Thread-safe.
 */
@ApplicationScoped
public class WordBook {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

    /** All texts of a page by key; English where a translation lacks one; none for a page without texts. */
    public Map<String, String> of(String page, Language language) {
        return known.computeIfAbsent(page + '_' + language.tag(), name -> read(page, language));
    }

    private static Map<String, String> read(String page, Language language) {
        Map<String, String> words = new TreeMap<>();
        load("words/" + page + ".properties", words);
        if (language != Language.ENGLISH) {
            load("words/" + page + '_' + language.tag() + ".properties", words);
        }
        return Map.copyOf(words);
    }

    private static void load(String resource, Map<String, String> words) {
        try (InputStream in = WordBook.class.getResourceAsStream(resource)) {
            if (in == null) {
                return;
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            properties.forEach((key, text) -> words.put((String) key, (String) text));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** A text with its arguments in place; they are not escaped. */
    static String fill(String text, Object... arguments) {
        return PLACE.matcher(text).replaceAll(place -> {
            int i = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(i < arguments.length ? String.valueOf(arguments[i]) : place.group());
        });
    }
}
