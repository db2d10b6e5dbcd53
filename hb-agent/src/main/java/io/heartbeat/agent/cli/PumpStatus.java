package io.heartbeat.agent.cli;

import io.heartbeat.pump.checkpoint.StateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code hbc pump --status}: what the state file says, for people. */
final class PumpStatus {
    private PumpStatus() {}

    /** Prints it; answers the exit code. */
    static int print(Path file, PrintWriter out) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no state file " + file + ": nothing was shipped yet");
        }
        out.println(file + ", written " + Files.getLastModifiedTime(file));
        map(StateFile.read(file), "readers").forEach((name, facts) -> reader(name, (Map<?, ?>) facts, out));
        return ExitCode.OK;
    }

    private static void reader(Object name, Map<?, ?> facts, PrintWriter out) {
        out.println("reader " + name + ": " + facts.get("total_lines") + " entries, " + facts.get("total_bytes")
                + " bytes read" + some(facts, "corrupted", "broken places skipped"));
        map(facts, "searches").forEach((search, hits) -> out.println("  search " + search + ": " + hits + " hits"));
        map(facts, "senders").forEach((sender, of) -> sender(sender, (Map<?, ?>) of, out));
    }

    private static void sender(Object name, Map<?, ?> facts, PrintWriter out) {
        Map<?, ?> health = map(facts, "health");
        Map<?, ?> sent = map(facts, "sent");
        Map<?, ?> buffer = map(facts, "buffer");
        out.println("  sender " + name + " (" + facts.get("type") + "): " + health.get("status") + " for "
                + health.get("elapsed") + " s, " + sent.get("count") + " entries, " + sent.get("bytes")
                + " bytes sent, " + buffer.get("current_queue") + " wait"
                + some(buffer, "spool_bytes", "bytes of them on disk")
                + some(facts, "dead_letters", "dead letters")
                + some(facts, "lost", "deleted before they were read"));
        if (number(buffer, "full_for") > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "    its buffers are full since %.0f s: further entries wait in the journal itself",
                    number(buffer, "full_for")));
        }
        if (health.get("errors") instanceof List<?> errors) {
            errors.forEach(error -> out.println("    " + error));
        }
    }

    private static String some(Map<?, ?> facts, String key, String what) {
        return number(facts, key) > 0 ? ", " + facts.get(key) + " " + what : "";
    }

    private static double number(Map<?, ?> facts, String key) {
        return facts.get(key) instanceof Number number ? number.doubleValue() : 0;
    }

    private static Map<?, ?> map(Map<?, ?> from, String key) {
        return from.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }
}
