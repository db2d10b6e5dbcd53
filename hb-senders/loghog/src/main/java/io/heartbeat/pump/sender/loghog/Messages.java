package io.heartbeat.pump.sender.loghog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.LogMessage;
import io.heartbeat.wire.loghog.MessageWriter;
import java.util.List;
import java.util.Map;

/** Makes frames of entries, none larger than the server takes. For one thread. */
final class Messages {
    private static final List<String> SEVERITIES =
            List.of("EMERG", "ALERT", "CRIT", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG");
    private static final int USUAL = 6;
    private static final String CUT = "… (cut)";
    private static final int LONGEST_NAME = 255;

    private final LogHogPlan plan;
    private final MessageWriter writer;

    Messages(LogHogPlan plan) {
        this.plan = plan;
        this.writer = new MessageWriter(plan.secret(), plan.signing(), plan.compressed());
    }

    /** The frame of an item; null when not even an empty body fits. */
    byte[] frame(Batch batch, int item) {
        Map<String, Object> entry = JsonFields.of(batch, item);
        long micros = batch.realtimeMicros(item);
        return fitting(new LogMessage(
                plan.application(),
                bounded(first(entry, "", "SYSLOG_IDENTIFIER", "SYSTEMD_UNIT", "PROCESS_NAME")),
                Math.floorDiv(micros, 1_000_000),
                (int) Math.floorMod(micros, 1_000_000L) * 1_000,
                bounded(first(entry, plan.hostname(), "HOSTNAME")),
                plan.whole() ? batch.json(item) : body(entry)));
    }

    /** With the severity in front, as the server's search knows it. */
    private static String body(Map<String, Object> entry) {
        String priority = JsonFields.text(entry, "PRIORITY");
        boolean known = priority != null && priority.matches("[0-7]");
        String message = JsonFields.text(entry, "MESSAGE");
        return SEVERITIES.get(known ? Integer.parseInt(priority) : USUAL) + " - " + (message == null ? "" : message);
    }

    private static String first(Map<String, Object> entry, String otherwise, String... names) {
        for (String name : names) {
            String text = JsonFields.text(entry, name);
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return otherwise;
    }

    private static String bounded(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Cuts the body until the payload is as short as it has to be, before it is compressed, too. */
    private byte[] fitting(LogMessage message) {
        int keep = Math.min(message.body().length(), plan.maxMessage());
        byte[] frame = writer.frame(keep < message.body().length() ? shortened(message, keep) : message);
        while (frame.length - Frame.HEAD > plan.maxMessage() && keep > 0) {
            int over = frame.length - Frame.HEAD - plan.maxMessage();
            // What JSON escapes has up to six bytes a character: what is cut too little is cut again.
            keep = Math.max(0, keep - Math.max(16, over / 6));
            frame = writer.frame(shortened(message, keep));
        }
        return frame.length - Frame.HEAD > plan.maxMessage() ? null : frame;
    }

    private static LogMessage shortened(LogMessage message, int keep) {
        int end = keep > 0 && Character.isHighSurrogate(message.body().charAt(keep - 1)) ? keep - 1 : keep;
        return new LogMessage(
                message.application(),
                message.module(),
                message.stamp(),
                message.nanos(),
                message.hostname(),
                message.body().substring(0, end) + CUT);
    }
}
