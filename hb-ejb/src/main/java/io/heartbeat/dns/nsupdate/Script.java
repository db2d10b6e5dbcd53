package io.heartbeat.dns.nsupdate;

import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.dns.RecordType;
import io.heartbeat.dns.Step;
import java.util.Optional;

/** Updates in nsupdate's words: a command a line. */
final class Script {
    private Script() {}

    /**
     * The whole input.
     *
     * @param server name or address, empty when nsupdate is to find it
     */
    static String of(DnsUpdate update, Optional<String> server, int port) {
        StringBuilder script = new StringBuilder();
        server.ifPresent(name ->
                script.append("server ").append(name).append(' ').append(port).append('\n'));
        update.steps()
                .forEach(step -> script.append(line(step, update.ttlSeconds())).append('\n'));
        return script.append("send\n").toString();
    }

    private static String line(Step step, int ttl) {
        String name = step.name() + ".";
        return switch (step.verb()) {
            case REQUIRE_NONE -> "prereq nxrrset " + name + " " + step.type();
            case REQUIRE -> "prereq yxrrset " + name + " " + step.type() + " " + data(step);
            case CLEAR -> "update delete " + name + " " + step.type();
            case REMOVE -> "update delete " + name + " " + step.type() + " " + data(step);
            case ADD -> "update add " + name + " " + ttl + " " + step.type() + " " + data(step);
        };
    }

    private static String data(Step step) {
        if (step.type() == RecordType.TXT) {
            return '"' + step.value() + '"';
        }
        return step.type() == RecordType.PTR ? step.value() + "." : step.value();
    }
}
