package io.heartbeat.settings;

/** JSON may be indented with tabs, which YAML does not take between tokens. */
final class JsonTabs {
    private JsonTabs() {}

    /** A text that begins like a JSON object, with blanks for the tabs outside its strings; any other text as it is. */
    static String asBlanks(String text) {
        if (!JsonWords.looksLike(text) || text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        boolean inside = false;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (inside && c == '\\') {
                i++;
            } else if (!inside && c == '\t') {
                out.setCharAt(i, ' ');
            }
        }
        return out.toString();
    }
}
