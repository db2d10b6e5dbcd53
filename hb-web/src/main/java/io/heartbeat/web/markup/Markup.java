package io.heartbeat.web.markup;

/** Text as a part of HTML or XML. Pages escape by Facelets; this is for the little that is made without it. */
public final class Markup {
    private Markup() {}

    /** A text that is no markup, neither between tags nor in a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
