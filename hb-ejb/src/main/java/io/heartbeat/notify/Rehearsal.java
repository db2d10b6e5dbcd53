package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Takes what a notifier would post, and posts nothing. One letter's. */
final class Rehearsal extends Http {
    private Draft draft;

    Rehearsal(TimeSource time) {
        super(time);
    }

    /** What would have been posted; null when the notifier did not get so far, or speaks no HTTP. */
    Draft draft() {
        return draft;
    }

    @Override
    public Outcome post(URI to, String type, String body, Map<String, String> headers, Duration timeout) {
        draft = new Draft(to.toString(), type, headers, body);
        return Outcome.sent(0, "");
    }
}
