package io.heartbeat.dns.nsupdate;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.DnsProvider;
import io.heartbeat.dns.DnsResult;
import io.heartbeat.dns.DnsSettings;
import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.flow.Unproxied;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The provider that runs {@code nsupdate_bin}: {@code -t 10}, the key as a file ({@code -k}), never on the command line
 * where every user of the machine could read it.
 */
@Unproxied
public class Nsupdate implements DnsProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern RCODE =
            Pattern.compile("(?:update failed|Communication with \\S+ failed): ([A-Z]{4,10})(?:\\(([A-Z0-9]+)\\))?");
    private static final Pattern FAULT = Pattern.compile(
            "could not read key|response to soa query was unsuccessful|syntax error|incorrect section|invalid|file not found|permission denied|unexpected token");

    private final DnsSettings settings;
    private final Run run;
    private final Duration patience;

    /** @param settings program, key and server */
    @Inject
    public Nsupdate(DnsSettings settings, TimeSource time) {
        this(settings, time, PATIENCE);
    }

    /** @param patience after which the program is killed */
    Nsupdate(DnsSettings settings, TimeSource time, Duration patience) {
        this.settings = settings;
        this.run = new Run(time);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "nsupdate";
    }

    @Override
    public DnsResult send(DnsUpdate update) {
        Path program = settings.nsupdateBin().orElseThrow();
        try {
            Run.Outcome outcome =
                    run.run(command(program), Script.of(update, settings.server(), settings.port()), patience);
            return outcome.killed()
                    ? DnsResult.retry(program + " did not end within " + patience.toMillis() / 1000.0
                            + " s and was killed with all it had started")
                    : result(program, outcome);
        } catch (IOException e) {
            return DnsResult.misconfigured(program + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DnsResult.retry("interrupted");
        }
    }

    private List<String> command(Path program) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-t", "10"));
        settings.nsupdateKey().ifPresent(key -> command.addAll(List.of("-k", key.toString())));
        return command;
    }

    private static DnsResult result(Path program, Run.Outcome outcome) {
        if (outcome.exitCode() == 0) {
            return DnsResult.done();
        }
        Matcher rcode = RCODE.matcher(outcome.output());
        if (rcode.find()) {
            return DnsResult.of(rcode.group(1), rcode.group(2) == null ? "" : "TSIG " + rcode.group(2));
        }
        String told = program + " ends with " + outcome.exitCode() + ": " + outcome.output();
        boolean ours = FAULT.matcher(outcome.output().toLowerCase(Locale.ROOT)).find();
        return ours ? DnsResult.misconfigured(told) : DnsResult.retry(told);
    }
}
