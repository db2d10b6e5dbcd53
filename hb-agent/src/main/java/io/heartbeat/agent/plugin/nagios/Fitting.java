package io.heartbeat.agent.plugin.nagios;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a report small enough for a datagram, the least needed first: further lines, then limits of performance data, then
 * the ends of texts, then performance data itself. Exit codes always travel.
 */
final class Fitting {
    /** A message may have 64 KiB before it is compressed; the rest is for names and escapes. */
    private static final int ROOM = 56 * 1024;

    private static final int SHORT_TEXT = 120;

    private Fitting() {}

    /** Answers whether something had to go. */
    static boolean fit(Map<String, Map<String, Object>> commands) {
        List<Runnable> steps = List.of(
                () -> {},
                () -> commands.values().forEach(command -> command.remove("long_output")),
                () -> commands.values().forEach(Fitting::dropLimits),
                () -> commands.values()
                        .forEach(command -> command.computeIfPresent(
                                "output", (key, text) -> CheckResult.clip(text.toString(), SHORT_TEXT))),
                () -> commands.values().forEach(command -> command.put("perfdata", Map.of())));
        int step = 0;
        steps.get(0).run();
        while (size(commands) > ROOM && step + 1 < steps.size()) {
            steps.get(++step).run();
        }
        return step > 0;
    }

    private static void dropLimits(Map<String, Object> command) {
        if (command.get("perfdata") instanceof Map<?, ?> labels) {
            labels.values()
                    .forEach(label -> ((Map<?, ?>) label).keySet().removeAll(Set.of("warn", "crit", "min", "max")));
        }
    }

    /** Bytes as JSON, at most a little more. */
    private static int size(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToInt(entry -> size(entry.getKey()) + size(entry.getValue()) + 2)
                    .sum();
        }
        int bytes = 2;
        String text = String.valueOf(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
        }
        return bytes;
    }
}
