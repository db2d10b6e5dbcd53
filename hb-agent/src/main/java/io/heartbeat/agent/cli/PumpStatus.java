package io.heartbeat.agent.cli;

import io.heartbeat.pump.checkpoint.StateFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                + " bytes read");
        map(facts, "searches").forEach((search, hits) -> out.println("  search " + search + ": " + hits + " hits"));
        map(facts, "senders").forEach((sender, of) -> sender(sender, (Map<?, ?>) of, out));
    }

    private static void sender(Object name, Map<?, ?> facts, PrintWriter out) {
        Map<?, ?> health = map(facts, "health");
        Map<?, ?> sent = map(facts, "sent");
        out.println("  sender " + name + " (" + facts.get("type") + "): " + health.get("status") + " for "
                + health.get("elapsed") + " s, " + sent.get("count") + " entries, " + sent.get("bytes")
                + " bytes sent, " + map(facts, "buffer").get("current_queue") + " wait");
        if (health.get("errors") instanceof List<?> errors) {
            errors.forEach(error -> out.println("    " + error));
        }
    }

    private static Map<?, ?> map(Map<?, ?> from, String key) {
        return from.get(key) instanceof Map<?, ?> map ? map : Map.of();
    }
}
