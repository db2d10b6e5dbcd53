package io.heartbeat.bench.load;

/** How the messages travel. */
public enum Wire {
    /** JSON as it is. */
    PLAIN(false, false),
    /** JSON in a zlib stream. */
    ZLIB(true, false),
    /** JSON in a signed frame. */
    SIGNED(false, true),
    /** A zlib stream in a signed frame. */
    SIGNED_ZLIB(true, true);

    private final boolean compressed;
    private final boolean signed;

    Wire(boolean compressed, boolean signed) {
        this.compressed = compressed;
        this.signed = signed;
    }

    /** Whether the JSON is deflated. */
    public boolean compressed() {
        return compressed;
    }

    /** Whether it stands in a signed frame; each frame may be sent only once. */
    public boolean signed() {
        return signed;
    }
}
