package io.heartbeat.agent.cli;

import io.heartbeat.agent.AgentSettings;
import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.Report;
import io.heartbeat.agent.link.Link;
import io.heartbeat.protocol.Codec;
import io.heartbeat.protocol.MessageWriter;
import io.heartbeat.protocol.SignedFrame;
import io.heartbeat.protocol.SigningKey;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Composes each report once and hands it to every link. */
final class Postman {
    /** What the largest signed frame adds to a message. */
    private static final int FRAME_BYTES = SignedFrame.OVERHEAD + SigningKey.MAX_ID;

    private static final int MAX_ERROR = 1000;

    private final MessageWriter writer = new MessageWriter();
    private final AgentSettings settings;
    private final Counters counters;
    private final List<Link> links;

    Postman(AgentSettings settings, Counters counters, List<Link> links) {
        this.settings = settings;
        this.counters = counters;
        this.links = links;
    }

    /**
     * Takes a report of a plugin.
     *
     * @throws IllegalArgumentException when it cannot travel; counted
     */
    void deliver(Report report) {
        try {
            hand(report, compose(report.metrics(), report));
        } catch (IllegalArgumentException e) {
            counters.count(Counter.REPORTS_UNSENDABLE);
            throw e;
        }
    }

    private void hand(Report report, byte[] message) {
        links.forEach(link -> link.add(report.plugin(), message, report.lasting()));
    }

    private byte[] compose(Map<String, Object> metrics, Report report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", 0);
        fields.putAll(metrics);
        fields.put("time", BigDecimal.valueOf(report.time().toEpochMilli(), 3));
        fields.computeIfPresent("error", (key, text) -> clip(text.toString()));
        byte[] plain = writer.report(settings.name(), report.plugin(), fields);
        byte[] small = settings.compress() ? smaller(plain) : plain;
        if (small.length > Codec.MAX_DATAGRAM - FRAME_BYTES) {
            throw new IllegalArgumentException("its report of " + small.length + " bytes fits no datagram");
        }
        return small;
    }

    private byte[] smaller(byte[] plain) {
        byte[] compressed = writer.compress(plain);
        return compressed.length < plain.length ? compressed : plain;
    }

    private static String clip(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR) + "…";
    }
}
