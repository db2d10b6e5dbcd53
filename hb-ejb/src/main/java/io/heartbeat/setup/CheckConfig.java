package io.heartbeat.setup;

import io.heartbeat.settings.Problem;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** What {@code hbd --check-config} does: reads as the server would, and says what it would say. */
public final class CheckConfig {
    private CheckConfig() {}

    /**
     * Checks a configuration.
     *
     * @param file null for none: environment and defaults are checked
     * @param out gets the result
     * @param err gets each problem and warning, a line each
     * @return exit code: 0 when a server would start with it, 1 when it would not
     */
    public static int run(Path file, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Settings.Loaded<ServerSettings> loaded = ServerSettings.load(file, environment);
            for (Problem warning : loaded.warnings()) {
                err.println("warning: " + warning);
            }
            out.println(name(file) + ": ok, " + loaded.keys() + (loaded.keys() == 1 ? " key" : " keys"));
            return 0;
        } catch (SettingsException e) {
            e.problems().forEach(problem -> err.println(problem.toString()));
            int count = e.problems().size();
            err.println(name(file) + ": " + count + (count == 1 ? " problem" : " problems"));
            return 1;
        }
    }

    private static String name(Path file) {
        return file == null ? "no configuration file (environment and defaults)" : file.toString();
    }
}
