package io.heartbeat.web.api;

import io.heartbeat.alert.Matcher;
import io.heartbeat.alert.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A silence as a request describes it. */
final class SilenceBody {
    private static final int MATCHERS = 20;
    private static final int LONGEST_FIELD = 100;
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LONGEST_COMMENT = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private SilenceBody() {}

    /** {@code matchers}, {@code ends_at} or {@code duration} (seconds), {@code starts_at}, {@code comment}. */
    static Silence read(JsonBody body, String author, Instant now) {
        Instant starts = body.time("starts_at", now);
        Instant ends = body.has("duration")
                ? starts.plusSeconds(body.number("duration", 0, 1, LONGEST.toSeconds()))
                : body.time("ends_at", null);
        if (ends == null || !ends.isAfter(starts) || ends.isAfter(starts.plus(LONGEST)) || !ends.isAfter(now)) {
            throw JsonBody.refused("ends_at (or duration) must be after starts_at and now, within a year");
        }
        return new Silence(0, matchers(body), starts, ends, author, comment(body), now);
    }

    static List<Matcher> matchers(JsonBody body) {
        List<Matcher> matchers = new ArrayList<>();
        for (JsonBody each : body.objects("matchers", MATCHERS)) {
            String field = each.text("field", "", LONGEST_FIELD);
            String value = each.text("value", null, LONGEST_PATTERN);
            if (field.isEmpty() || value == null) {
                throw JsonBody.refused("each of matchers needs field and value");
            }
            matchers.add(new Matcher(field, value, each.flag("not")));
        }
        if (matchers.isEmpty()) {
            throw JsonBody.refused("matchers must name at least one condition");
        }
        return matchers;
    }

    private static String comment(JsonBody body) {
        String comment = body.text("comment", "", LONGEST_COMMENT).strip();
        if (comment.isEmpty()) {
            throw JsonBody.refused("comment must say why");
        }
        return comment;
    }
}
