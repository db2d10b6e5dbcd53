package io.heartbeat.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places for details. Who writes a reason writes it by {@link #of}, so that {@link #read} finds it again, also in
 * what earlier runs stored.
 */
public enum Phrase {
    FIRST("first heartbeat"),
    AGAIN("heartbeat again"),
    AGAIN_AFTER("heartbeat again after {} of silence"),
    STARTED("agent started"),
    STARTED_AFTER("agent started after {} of silence"),
    SHUT_DOWN("shut down on purpose"),
    SILENT("no heartbeat for {}"),
    PAUSED("paused by {}"),
    RESUMED("resumed by {}"),
    NO_VALUE("no value for {}, was {}"),
    THRESHOLDS_CHANGED("thresholds changed"),
    NO_THRESHOLD("no threshold any more"),
    RESOLVED("resolved by {}"),
    DROPPED("the host was dropped"),
    ONGOING("ongoing for {}"),
    CALMS("changes too often, is told again when it is steady");

    private static final String PLACE = "{}";

    private final String sentence;
    private final Pattern pattern;

    Phrase(String sentence) {
        this.sentence = sentence;
        // DOTALL: a detail may hold whatever somebody is called.
        pattern = Pattern.compile("\\Q" + sentence.replace(PLACE, "\\E(.+?)\\Q") + "\\E", Pattern.DOTALL);
    }

    /**
     * A sentence that was read.
     *
     * @param phrase which
     * @param details what stands at its places, in order
     */
    public record Said(Phrase phrase, List<String> details) {}

    /** The sentence in English, with these details at its places. */
    public String of(Object... details) {
        String text = sentence;
        for (Object detail : details) {
            text = text.replaceFirst(Pattern.quote(PLACE), Matcher.quoteReplacement(String.valueOf(detail)));
        }
        return text;
    }

    /** The word in the API, and the key of its translations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which phrase a text is; null for null and for what others wrote. */
    public static Said read(String text) {
        for (Phrase phrase : values()) {
            Matcher matcher = text == null ? null : phrase.pattern.matcher(text);
            if (matcher != null && matcher.matches()) {
                List<String> details = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    details.add(matcher.group(i));
                }
                return new Said(phrase, List.copyOf(details));
            }
        }
        return null;
    }
}
