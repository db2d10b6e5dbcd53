package io.heartbeat.web.live;

import io.heartbeat.alert.AlertChanged;
import io.heartbeat.alert.AlertReason;
import io.heartbeat.host.HostTransitioned;
import io.heartbeat.phrase.Phrase;
import io.heartbeat.threshold.Level;
import java.time.Duration;

/**
 * What a line of the event feed is about, for whoever says it in another language than {@link LiveMessage#text()}.
 *
 * @param kind {@value #TRANSITION}, or why there is an event of an alert: {@code fired}, {@code changed}, {@code resolved}, …
 * @param state the host's state, null when it stayed; of an alert its level
 * @param reading what was measured: {@code cpu_monitor.cpu_percent = 95.0}; null for a host
 * @param note why, or what somebody remarked; often a {@link io.heartbeat.phrase.Phrase}; null when nothing
 * @param actor who did it, null when nobody did
 */
public record LiveEvent(String kind, String state, String reading, String note, String actor) {
    /** The kind of a change of a host's state. */
    public static final String TRANSITION = "transition";

    static LiveEvent of(HostTransitioned event) {
        String state = event.from() == event.to() ? null : event.to().label();
        return new LiveEvent(TRANSITION, state, null, event.reason(), null);
    }

    static LiveEvent of(AlertChanged event) {
        return new LiveEvent(kind(event), event.to().label(), event.alert().reading(), note(event), event.actor());
    }

    private static String note(AlertChanged event) {
        return switch (event.reason()) {
            case ACKNOWLEDGED, UNACKNOWLEDGED -> event.remark();
            case REMINDED -> Phrase.ONGOING.of(lasted(event) + "s");
            case FLAPPING -> Phrase.CALMS.of();
            case STEADY -> null;
            default -> event.alert().note();
        };
    }

    private static long lasted(AlertChanged event) {
        return Math.max(0, Duration.between(event.alert().since(), event.at()).toSeconds());
    }

    /** What was kept back and is told now reads like what it tells. */
    private static String kind(AlertChanged event) {
        if (event.reason() != AlertReason.TOLD) {
            return event.reason().label();
        }
        return (event.to() == Level.OK ? AlertReason.RESOLVED : AlertReason.FIRED).label();
    }
}
