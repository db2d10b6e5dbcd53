package io.heartbeat.ingest;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The events that the intake fires for single messages, in one hand. */
@Dependent
class Announcements {
    @Inject
    Event<BeatReceived> beats;

    @Inject
    Event<PluginReported> reports;

    @Inject
    Event<ResultReceived> results;

    @Inject
    Event<HostSigned> signed;

    @Inject
    Event<SignedExchange> exchanges;
}
