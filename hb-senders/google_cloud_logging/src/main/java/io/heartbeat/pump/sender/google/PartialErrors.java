package io.heartbeat.pump.sender.google;

import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.sender.WebAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code WriteLogEntriesPartialErrors}: which entries of a request were not written; all others were. */
final class PartialErrors {
    private static final int INVALID_ARGUMENT = 3;

    private PartialErrors() {}

    /**
     * Why one entry was not written.
     *
     * @param code of google.rpc.Code
     * @param message for people
     */
    record Fault(long code, String message) {
        /** Whether it will never be taken. */
        boolean forGood() {
            return code == INVALID_ARGUMENT;
        }

        String shown() {
            String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return "code " + code + (line.length() > 200 ? " " + line.substring(0, 200) : " " + line);
        }
    }

    /** Faults by index into the request's entries; empty when the answer is about the request as a whole. */
    static Map<Integer, Fault> of(WebAnswer answer, int count) {
        Map<Integer, Fault> faults = new HashMap<>();
        try {
            Map<String, Object> body = JsonFields.read(answer.body());
            if (body.get("error") instanceof Map<?, ?> error && error.get("details") instanceof List<?> details) {
                for (Object detail : details) {
                    if (detail instanceof Map<?, ?> map && map.get("logEntryErrors") instanceof Map<?, ?> errors) {
                        errors.forEach((index, fault) -> take(index.toString(), fault, count, faults));
                    }
                }
            }
        } catch (IOException noJson) {
            faults.clear(); // the status says what there is to say
        }
        return faults;
    }

    private static void take(String index, Object fault, int count, Map<Integer, Fault> faults) {
        if (index.matches("[0-9]{1,7}") && Integer.parseInt(index) < count && fault instanceof Map<?, ?> map) {
            long code = map.get("code") instanceof Number number ? number.longValue() : 0;
            faults.put(Integer.parseInt(index), new Fault(code, String.valueOf(map.get("message"))));
        }
    }
}
