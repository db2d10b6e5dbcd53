package io.heartbeat.web.ui;

import java.util.List;

/**
 * A part of a long list.
 *
 * @param all how many there are
 * @param size how many a page has
 * @param page the first is 1
 */
public record Paging(int all, int size, int page) {
    /** The page that was asked for, or the nearest that there is. */
    static Paging of(int all, int size, String asked) {
        int last = Math.max(1, (all + size - 1) / size);
        int page = asked != null && asked.matches("\\d{1,6}") ? Integer.parseInt(asked) : 1;
        return new Paging(all, size, Math.min(Math.max(1, page), last));
    }

    <T> List<T> of(List<T> list) {
        return list.subList(from() - 1 < 0 ? 0 : from() - 1, to());
    }

    /** Number of the first one shown; 0 when there is none. */
    public int from() {
        return all == 0 ? 0 : (page - 1) * size + 1;
    }

    /** Number of the last one shown. */
    public int to() {
        return Math.min(all, page * size);
    }

    /** Whether there is a page before this one. */
    public boolean earlier() {
        return page > 1;
    }

    /** Whether there is a page after this one. */
    public boolean further() {
        return to() < all;
    }

    /** Whether there is more than one page. */
    public boolean many() {
        return all > size;
    }
}
