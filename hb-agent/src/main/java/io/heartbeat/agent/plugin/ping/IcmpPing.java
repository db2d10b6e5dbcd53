package io.heartbeat.agent.plugin.ping;

import io.heartbeat.agent.Subprocess;
import io.heartbeat.agent.Subprocess.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pings with the system's {@code ping}: that of iputils, or of busybox. */
final class IcmpPing {
    static final String METHOD = "icmp";

    private static final Pattern PACKETS =
            Pattern.compile("(\\d{1,6}) packets transmitted, (\\d{1,6}) (?:packets )?received");
    private static final Pattern TIMES =
            Pattern.compile("min/avg/max\\S* = ([0-9.]{1,20})/([0-9.]{1,20})/([0-9.]{1,20})");
    private static final Pattern FORBIDDEN =
            Pattern.compile("not permitted|permission denied|cap_net_raw|are you root", Pattern.CASE_INSENSITIVE);

    private static final Duration NAME_LOOKUP = Duration.ofSeconds(5);

    private final Subprocess subprocess;
    private final String program;
    private final int count;
    private final Duration patience;

    /** @param patience seconds, at least one, that the last answer is waited for */
    IcmpPing(Subprocess subprocess, String program, int count, Duration patience) {
        this.subprocess = subprocess;
        this.program = program;
        this.count = count;
        this.patience = patience;
    }

    /** Empty when this machine or this user cannot send ICMP. */
    Optional<Echo> ping(String host) throws InterruptedException {
        long seconds = Math.max(1, patience.toSeconds());
        // Five packets a second are the most that ping lets everybody send. No -w: it would send on until all are
        // answered.
        List<String> command =
                List.of(program, "-n", "-q", "-c", "" + count, "-i", "0.2", "-W", "" + seconds, "--", host);
        Duration bound = Duration.ofMillis(200L * count + 1000 * seconds).plus(NAME_LOOKUP);
        try {
            return read(subprocess.run(command, Map.of(), bound));
        } catch (IOException e) {
            return Optional.empty(); // there is no ping
        }
    }

    static Optional<Echo> read(Outcome outcome) {
        Matcher packets = PACKETS.matcher(outcome.output());
        if (packets.find()) {
            Matcher times = TIMES.matcher(outcome.output());
            boolean timed = times.find();
            return Optional.of(new Echo(
                    METHOD,
                    Integer.parseInt(packets.group(1)),
                    Integer.parseInt(packets.group(2)),
                    time(times, timed, 1),
                    time(times, timed, 2),
                    time(times, timed, 3),
                    ""));
        }
        if (FORBIDDEN.matcher(outcome.errors()).find()) {
            return Optional.empty();
        }
        String line = outcome.errors().strip().lines().findFirst().orElse("ping ended with " + outcome.exitCode());
        return Optional.of(Echo.failed(METHOD, line.substring(0, Math.min(line.length(), 200))));
    }

    private static OptionalDouble time(Matcher times, boolean timed, int group) {
        return timed ? OptionalDouble.of(Double.parseDouble(times.group(group))) : OptionalDouble.empty();
    }
}
