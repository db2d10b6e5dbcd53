package io.heartbeat.agent.plugin;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Subprocess;
import io.heartbeat.agent.Subprocess.Outcome;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program in the folder of plugins that prints one JSON object with its metrics, and ends with exit code 0. */
final class ScriptPlugin implements MonitorPlugin {
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_COMPLAINT = 300;

    private final String name;
    private final List<String> command = new ArrayList<>();
    private final Subprocess subprocess = new Subprocess(TimeSource.SYSTEM, MAX_OUTPUT);
    private Duration timeout = PluginSettings.DEFAULT.timeout();

    ScriptPlugin(String name, Path program) {
        this.name = name;
        command.add(program.toString());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void configure(Section section) {
        command.addAll(section.texts("args"));
        timeout = PluginSettings.from(section).timeout();
    }

    @Override
    public Map<String, Object> collect() throws IOException, InterruptedException {
        // The agent interrupts at the timeout, which ends the program; the bound here is only for when it does not.
        Outcome outcome = subprocess.run(command, Map.of("HBC_PLUGIN", name), timeout.multipliedBy(2));
        if (outcome.timedOut()) {
            throw new IOException("no end within " + timeout.multipliedBy(2).toSeconds() + " s");
        }
        if (outcome.exitCode() != 0) {
            throw new IOException("exit code " + outcome.exitCode() + complaint(outcome.errors()));
        }
        if (outcome.cut()) {
            throw new IOException("it printed more than " + MAX_OUTPUT + " bytes");
        }
        return JsonOutput.read(outcome.output());
    }

    private static String complaint(String errors) {
        String line = errors.strip().lines().findFirst().orElse("");
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), MAX_COMPLAINT));
    }
}
