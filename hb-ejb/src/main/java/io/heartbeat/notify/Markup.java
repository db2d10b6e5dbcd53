package io.heartbeat.notify;

/** What a channel makes of a text, and how a value in it is kept from being more than a text. */
public enum Markup {
    /** Shows it as it is. */
    PLAIN {
        @Override
        public String harmless(String value) {
            return value;
        }
    },
    /** HTML. */
    HTML {
        @Override
        public String harmless(String value) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
    },
    /** Markdown with mentions: nobody is called by a host named {@code @all}, and no link or picture hides in a name. */
    MARKDOWN {
        private static final String SPECIAL = "\\`*_{}[]()<>#+!|~";

        @Override
        public String harmless(String value) {
            StringBuilder text = new StringBuilder();
            value.chars().forEach(c -> {
                if (SPECIAL.indexOf(c) >= 0) {
                    text.append('\\');
                }
                text.append((char) c);
                if (c == '@') {
                    text.append('\u200B');
                }
            });
            return text.toString().replace("://", ":\u200B//");
        }
    },
    /** Slack's own: what it reads specially stands in angle brackets. */
    SLACK {
        @Override
        public String harmless(String value) {
            return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }
    };

    /** The value so that it is shown, and does nothing. */
    public abstract String harmless(String value);
}
