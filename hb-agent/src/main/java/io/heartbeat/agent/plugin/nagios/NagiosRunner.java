package io.heartbeat.agent.plugin.nagios;

import io.heartbeat.agent.PluginSettings;
import io.heartbeat.agent.Subprocess;
import io.heartbeat.agent.plugin.MonitorPlugin;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code nagios_runner}: runs the configured checks, some at a time, and reports each with its exit code, text and
 * performance data, and the worst status over all. The shape is in docs/NAGIOS_INTEGRATION.md.
 */
public final class NagiosRunner implements MonitorPlugin {
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_COMMANDS = 200;
    private static final int PARALLEL = 4;
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);
    /** Of the time that one look has, kept for ending what runs and for reporting. */
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private static final List<Path> DIRECTORIES = List.of(
            Path.of("/usr/lib/nagios/plugins"),
            Path.of("/usr/lib64/nagios/plugins"),
            Path.of("/usr/lib/monitoring-plugins"),
            Path.of("/usr/local/nagios/libexec"));

    private final TimeSource time;
    private final Subprocess subprocess;
    private final List<Check> checks = new ArrayList<>();
    private int parallel = PARALLEL;
    private Duration timeout = PluginSettings.DEFAULT.timeout();

    /** For the service loader. */
    public NagiosRunner() {
        this(TimeSource.SYSTEM);
    }

    NagiosRunner(TimeSource time) {
        this.time = time;
        this.subprocess = new Subprocess(time, MAX_OUTPUT);
    }

    @Override
    public String name() {
        return "nagios_runner";
    }

    @Override
    public void configure(Section section) {
        timeout = PluginSettings.from(section).timeout();
        parallel = section.integer("parallel", PARALLEL, 1, 64);
        Duration standard =
                section.seconds("command_timeout", CHECK_TIMEOUT, Duration.ofSeconds(1), Duration.ofHours(1));
        Path usual = DIRECTORIES.stream().filter(Files::isDirectory).findFirst().orElse(DIRECTORIES.get(0));
        Path directory = section.path("command_dir", usual);
        for (Section item : section.items("commands", "command")) {
            Check check = Check.from(item, directory, standard);
            if (checks.stream().anyMatch(other -> other.name().equals(check.name()))) {
                item.problem("name", "another command is called `" + check.name() + "`; give each its own name");
            }
            if (check.timeout().compareTo(timeout) >= 0) {
                section.problem(
                        "timeout",
                        "is for all commands together and must be longer than that of `" + check.name() + "`, "
                                + check.timeout().toSeconds() + " s");
            }
            checks.add(check);
        }
        if (checks.isEmpty() || checks.size() > MAX_COMMANDS) {
            section.problem(
                    "commands", "1 to " + MAX_COMMANDS + " are needed, such as `- check_load -w 5,4,3 -c 10,8,6`");
        }
    }

    @Override
    public Map<String, Object> collect() throws InterruptedException {
        long deadline = time.steadyMillis() + timeout.minus(RESERVE).toMillis();
        ExecutorService workers = Executors.newFixedThreadPool(Math.max(1, Math.min(parallel, checks.size())), work -> {
            Thread thread = new Thread(work, "nagios");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Check, Future<CheckResult>> running = new LinkedHashMap<>();
            checks.forEach(check -> running.put(check, workers.submit(() -> run(check, deadline))));
            Map<String, CheckResult> results = new LinkedHashMap<>();
            for (Map.Entry<Check, Future<CheckResult>> entry : running.entrySet()) {
                results.put(entry.getKey().name(), answer(entry.getValue()));
            }
            return report(results);
        } finally {
            workers.shutdownNow(); // an interrupted look ends its programs too
        }
    }

    private CheckResult run(Check check, long deadline) throws InterruptedException {
        long left = deadline - time.steadyMillis();
        if (left <= 0) {
            return CheckResult.failed(
                    "no time was left for it within the " + timeout.toSeconds()
                            + " s of all commands; raise timeout or parallel",
                    -1);
        }
        Duration allowed = check.timeout().toMillis() < left ? check.timeout() : Duration.ofMillis(left);
        try {
            return CheckResult.of(subprocess.run(check.command(), Map.of(), allowed), allowed);
        } catch (IOException e) {
            return CheckResult.failed("it cannot be run: " + e.getMessage(), -1);
        }
    }

    private static CheckResult answer(Future<CheckResult> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return CheckResult.failed("it could not be followed: " + e.getCause(), -1);
        }
    }

    private static Map<String, Object> report(Map<String, CheckResult> results) {
        Map<String, Map<String, Object>> commands = new LinkedHashMap<>();
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        results.forEach((name, result) -> {
            commands.put(name, result.metrics());
            counts.merge(result.status(), 1, Integer::sum);
        });
        Status worst = Status.worst(counts.keySet());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("exit_code", worst.exitCode());
        report.put("status", worst.name());
        for (Status status : Status.values()) {
            report.put(status.name().toLowerCase(Locale.ROOT), counts.getOrDefault(status, 0));
        }
        report.put("commands", commands);
        if (Fitting.fit(commands)) {
            report.put("shortened", true);
        }
        return report;
    }
}
