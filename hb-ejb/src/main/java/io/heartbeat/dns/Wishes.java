package io.heartbeat.dns;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.dns.DnsNames.Place;
import io.heartbeat.dns.Ledger.Wish;
import io.heartbeat.telemetry.Telemetry;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What it means for DNS that a host was seen at an address. Thread-safe. */
final class Wishes {
    private final DnsSettings settings;
    private final Ledger ledger;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final DnsInstruments instruments;

    Wishes(DnsSettings settings, Ledger ledger, TimeSource time, Telemetry telemetry) {
        this.settings = settings;
        this.ledger = ledger;
        this.time = time;
        this.telemetry = telemetry;
        this.instruments = new DnsInstruments(telemetry);
    }

    /** Has an address stand at the host's names; false when it has to be said again later. */
    boolean seen(String host, List<Place> places, InetAddress address) {
        if (AddressClass.of(address).filter(settings.addresses()::contains).isEmpty()) {
            instruments.skipped("address");
            return true;
        }
        RecordType type = address instanceof Inet4Address ? RecordType.A : RecordType.AAAA;
        String value = DnsNames.text(address);
        boolean settled = true;
        for (Place place : places) {
            String before = ledger.wanted(host, place.name()).get(type);
            Wish wish = ledger.want(host, place, type, value, time.wall(), "heartbeat");
            if (wish == Wish.FOREIGN) {
                foreign(host, place.name());
            } else if (wish == Wish.FULL) {
                settled = false;
            } else if (settings.ptr() && place.equals(places.get(0))) {
                settled &= point(host, place.name(), before, address);
            }
        }
        if (!settled) {
            instruments.skipped("full");
        }
        return settled;
    }

    private void foreign(String host, String name) {
        instruments.skipped("taken");
        telemetry.report(new NameConflict(host, name, "it is that of host " + ledger.owner(name)));
    }

    /** An address that several hosts share (behind one NAT) stays the first one's. */
    private boolean point(String host, String name, String before, InetAddress address) {
        if (before != null && !before.equals(DnsNames.text(address))) {
            ledger.release(host, DnsNames.reverse(literal(before)).name(), time.wall(), "heartbeat");
        }
        Place reverse = DnsNames.reverse(address);
        String holder = ledger.owner(reverse.name());
        if (holder != null && !holder.equals(host)) {
            String target = ledger.wanted(holder, reverse.name()).get(RecordType.PTR);
            if (target != null && ledger.wanted(holder, target).values().containsValue(DnsNames.text(address))) {
                return true;
            }
            ledger.handOver(reverse.name(), host);
        }
        return ledger.want(host, reverse, RecordType.PTR, name, time.wall(), "heartbeat") != Wish.FULL;
    }

    /** Our own text of an address: nothing is looked up. */
    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
