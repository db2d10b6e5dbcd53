package io.heartbeat.notify;

/**
 * Templates of a letter, in Mustache; null parts are those of a more general wording.
 *
 * @param subject one line
 * @param text plain text, or in the channel's markup
 * @param html for mail
 */
public record Wording(String subject, String text, String html) {
    /** What is said when nobody says otherwise. */
    static final Wording BUILT_IN = new Wording(
            "{{title}}",
            "{{#items}}{{text}}\n{{/items}}{{#url}}\n{{url}}\n{{/url}}",
            """
            <!DOCTYPE html>
            <html><body style="font-family: sans-serif; color: #222">
            <h1 style="font-size: 18px">{{title}}</h1>
            <table style="border-collapse: collapse">
            {{#items}}<tr><td style="padding: 4px 12px 4px 0"><b>{{label}}</b></td>\
            <td style="padding: 4px 12px 4px 0">{{host}}</td>\
            <td style="padding: 4px 12px 4px 0">{{metric}}</td>\
            <td style="padding: 4px 12px 4px 0">{{value}}</td>\
            <td style="padding: 4px 0">{{at}}</td></tr>
            {{/items}}</table>
            {{#items}}<p>{{text}}</p>
            {{/items}}{{#url}}<p><a href="{{url}}">{{url}}</a></p>{{/url}}
            </body></html>
            """);

    static final Wording NONE = new Wording(null, null, null);

    /**
     * Looks whether its templates can be used.
     *
     * @throws IllegalArgumentException when one cannot: which, in which line, why
     */
    void check() {
        check("subject", subject);
        check("text", text);
        check("html", html);
    }

    private static void check(String part, String template) {
        if (template != null) {
            Fault.in(template).ifPresent(fault -> {
                throw new IllegalArgumentException(part + ": " + fault);
            });
        }
    }

    /** This one, and where it says nothing another. */
    Wording or(Wording other) {
        return new Wording(
                subject == null ? other.subject : subject,
                text == null ? other.text : text,
                html == null ? other.html : html);
    }
}
