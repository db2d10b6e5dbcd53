package io.heartbeat.pump.journald;

/** The pages that all files of a reader share: 2 MiB, four places for each, the least recently used one makes room. */
final class Pages {
    private static final int SETS = 32;
    private static final int WAYS = 4;

    private final Page[] pages = new Page[SETS * WAYS];
    private long clock;

    /** The page, or one to read it into: then its owner or number is another. */
    Page find(FileBytes owner, long number) {
        int set = set(owner, number);
        Page oldest = null;
        for (int i = set; i < set + WAYS; i++) {
            Page page = pages[i];
            if (page == null) {
                page = new Page();
                pages[i] = page;
                oldest = page;
                break;
            }
            if (page.owner == owner && page.number == number) {
                page.used = ++clock;
                return page;
            }
            if (oldest == null || page.used < oldest.used) {
                oldest = page;
            }
        }
        oldest.used = ++clock;
        return oldest;
    }

    /** Forgets a file, so that nothing of it is held. */
    void release(FileBytes owner) {
        for (Page page : pages) {
            if (page != null && page.owner == owner) {
                page.owner = null;
            }
        }
    }

    private static int set(FileBytes owner, long number) {
        long hash = (number + owner.id() * 31L) * 0x9e37_79b9_7f4a_7c15L;
        return (int) (hash >>> 59) * WAYS;
    }
}
