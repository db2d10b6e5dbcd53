package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.DnsUpdate.Claim;
import io.heartbeat.telemetry.Telemetry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Brings names that wait to the name server, and draws the consequences of its answers. For one thread. */
final class Publisher {
    private static final int A_TURN = 200;

    private final DnsSettings settings;
    private final Ledger ledger;
    private final DnsProvider provider;
    private final Troubles troubles;
    private final AuditTrail trail;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final DnsInstruments instruments;
    private volatile boolean stopped;

    Publisher(
            DnsSettings settings,
            Ledger ledger,
            DnsProvider provider,
            Troubles troubles,
            AuditTrail trail,
            TimeSource time,
            Telemetry telemetry) {
        this.settings = settings;
        this.ledger = ledger;
        this.provider = provider;
        this.troubles = troubles;
        this.trail = trail;
        this.time = time;
        this.telemetry = telemetry;
        this.instruments = new DnsInstruments(telemetry);
    }

    /** One round through what waits; answers how many names were tried. */
    int turn() {
        int tried = 0;
        for (NameState name : ledger.due(time.steadyMillis(), this::open, A_TURN)) {
            if (!stopped && open(name.zone())) {
                tried++;
                conclude(name, settings.dryRun() ? null : send(name));
            }
        }
        return tried;
    }

    /** Nothing is sent after what is under way. */
    void stop() {
        stopped = true;
    }

    private boolean open(String zone) {
        return troubles.open(zone, time.steadyMillis());
    }

    /** With an owner: as ours; where it is not ours yet, as free; else as what we published before there was an owner. */
    private DnsResult send(NameState name) {
        boolean reverse = name.zone().equals(DnsNames.REVERSE_4) || name.zone().equals(DnsNames.REVERSE_6);
        Optional<String> owner = reverse ? Optional.empty() : settings.owner();
        DnsResult result = provider.send(update(name, owner.isPresent() ? Claim.OURS : Claim.ANY, owner));
        if (owner.isPresent() && !name.wanted().isEmpty() && result.kind() == DnsResult.Kind.UNMET) {
            result = provider.send(update(name, Claim.FREE, owner));
        }
        if (owner.isPresent() && !name.published().isEmpty() && result.kind() == DnsResult.Kind.UNMET) {
            result = provider.send(update(name, Claim.ADOPTED, owner));
        }
        return result;
    }

    private DnsUpdate update(NameState name, Claim claim, Optional<String> owner) {
        int ttl = (int) settings.ttl().toSeconds();
        return DnsUpdate.of(name.name(), name.published(), name.wanted(), ttl, claim, owner);
    }

    /** @param result null in a dry run */
    private void conclude(NameState name, DnsResult result) {
        Instant now = time.wall();
        if (result == null) {
            ledger.published(name, now);
            told(name, "dry_run", "");
            return;
        }
        switch (result.kind()) {
            case DONE -> {
                troubles.clear(name.zone());
                ledger.published(name, now);
                told(name, "done", "");
            }
            case UNMET -> conflict(name, result);
            case RETRY, MISCONFIGURED -> failed(name, result);
        }
    }

    private void conflict(NameState name, DnsResult result) {
        String whose = settings.owner().isPresent()
                ? "it is an alias, or has addresses that this server did not put there"
                : "it is an alias";
        String detail = whose + ": " + result.detail();
        troubles.clear(name.zone());
        if (!detail.equals(name.problem())) {
            telemetry.report(new NameConflict(name.host(), name.name(), detail));
        }
        ledger.givenUp(name, detail);
        told(name, "conflict", detail);
    }

    private void failed(NameState name, DnsResult result) {
        long now = time.steadyMillis();
        boolean refused = result.kind() == DnsResult.Kind.MISCONFIGURED;
        boolean news = troubles.failed(name.zone(), result, now);
        if (!refused) {
            telemetry.report(new DnsUnavailable(name.zone(), result.detail()));
        } else if (news && !result.detail().equals(name.problem())) {
            telemetry.report(new DnsMisconfigured(name.zone(), name.name(), result.detail()));
        }
        int tries = ledger.tries(name.name()) + 1;
        ledger.failed(name, result.detail(), refused ? troubles.again(tries, now) : Long.MIN_VALUE);
        if (tries == 1) {
            told(name, result.kind().name().toLowerCase(Locale.ROOT), result.detail());
        } else {
            instruments.ended(result.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    /** An audit record for each record that differs; all of them when it was sent again. */
    private void told(NameState name, String result, String detail) {
        instruments.ended(result);
        boolean again = name.wanted().equals(name.published());
        for (RecordType type : List.of(RecordType.A, RecordType.AAAA, RecordType.PTR)) {
            String before = name.published().get(type);
            String after = name.wanted().get(type);
            if (again ? after != null : !Objects.equals(before, after)) {
                trail.add(new DnsChange(
                        time.wall(),
                        name.host(),
                        name.name(),
                        type,
                        before,
                        after,
                        provider.name(),
                        result,
                        detail,
                        name.cause()));
            }
        }
    }
}
