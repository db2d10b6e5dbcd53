package io.heartbeat.notify;

import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertView;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.threshold.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows what would be sent, and sends nothing. */
final class Previews {
    private Previews() {}

    /** An alert as the news of its beginning, or of its end. */
    static Item item(AlertView view) {
        Alert alert = view.alert();
        return new Item(
                0,
                alert.id(),
                alert.host(),
                alert.metric(),
                alert.active() ? Occasion.FIRED : Occasion.RESOLVED,
                Level.OK,
                alert.level(),
                alert.value(),
                alert.limit(),
                alert.changedAt(),
                alert.since(),
                alert.level() + ": " + alert.host() + " - " + alert.metric(),
                alert.labels(),
                Map.of(),
                null);
    }

    /** The letter, and what the channel's notifier would post for it. */
    static Preview of(Channel channel, Letter letter, Receiver to, TimeSource time) {
        Notifier notifier = channel.notifier();
        List<String> secrets = new ArrayList<>(notifier.secrets());
        secrets.addAll(notifier.secrets(to));
        Redaction redaction = Redaction.of(secrets);
        Draft draft = null;
        if (notifier.overHttp()) {
            Rehearsal rehearsal = new Rehearsal(time);
            notifier.send(to, letter, new Means(rehearsal, channel.timeout()));
            draft = rehearsal.draft() == null ? null : rehearsal.draft().hiding(redaction::hide);
        }
        return new Preview(letter, draft);
    }
}
