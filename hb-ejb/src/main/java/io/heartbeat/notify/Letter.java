package io.heartbeat.notify;

import io.heartbeat.threshold.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What one receiver gets at once: news in the order in which they happened, and the texts that templates made of them.
 *
 * @param id the same for each try of the same letter, unique otherwise; letters, digits, dots
 * @param references the newest letters that told of the same alerts before, the oldest first
 * @param channel name of the channel
 * @param subject one line
 * @param text plain, or in the channel's markup
 * @param html for mail; empty for none
 * @param url of the console, empty when it is not known
 * @param at when it was written
 * @param items at least one
 */
public record Letter(
        String id,
        List<String> references,
        String channel,
        String subject,
        String text,
        String html,
        String url,
        Instant at,
        List<Item> items) {
    /** Copies the lists. */
    public Letter {
        references = List.copyOf(references);
        items = List.copyOf(items);
    }

    /** Whether all it tells of is over. */
    public boolean resolved() {
        return items.stream().allMatch(Item::resolved);
    }

    /** The worst that it tells of; OK when all is over. */
    public Level worst() {
        return items.stream().map(Item::level).max(Comparator.naturalOrder()).orElse(Level.OK);
    }

    /** Subject and text, for services that know no subject; the subject only once when the text begins with it. */
    public String whole() {
        return text.startsWith(subject) ? text : subject + "\n" + text;
    }
}
