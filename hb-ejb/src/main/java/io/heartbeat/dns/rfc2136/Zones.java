package io.heartbeat.dns.rfc2136;

import io.heartbeat.dns.DnsResult;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** In which zone a name lies, asked of the server itself by the name's SOA and remembered. For one thread. */
final class Zones {
    private static final int REMEMBERED = 1_000;

    private final Map<String, Name> zones = new HashMap<>();
    private final Exchange exchange;

    /** Question and answer. */
    @FunctionalInterface
    interface Exchange {
        Message ask(Message question) throws IOException;
    }

    Zones(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * The zone of a name.
     *
     * @throws RefusedException when the server answers and names none
     */
    Name of(String name) throws IOException {
        String parent = name.substring(name.indexOf('.') + 1);
        Name known = zones.get(parent);
        if (known != null) {
            return known;
        }
        Name found = ask(Name.fromString(name + "."));
        if (zones.size() >= REMEMBERED) {
            zones.clear();
        }
        zones.put(parent, found);
        return found;
    }

    void forget() {
        zones.clear();
    }

    private Name ask(Name name) throws IOException {
        Message answer = exchange.ask(Message.newQuery(Record.newRecord(name, Type.SOA, DClass.IN)));
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new RefusedException(Rfc2136.result(answer));
        }
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY)) {
            for (Record record : answer.getSection(section)) {
                if (record instanceof SOARecord && name.subdomain(record.getName())) {
                    return record.getName();
                }
            }
        }
        throw new RefusedException(
                DnsResult.misconfigured("the server has no zone that holds " + name + " (no SOA in its answer)"));
    }
}
