package io.heartbeat.dns.rfc2136;

import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.dns.RecordType;
import io.heartbeat.dns.Step;
import java.io.IOException;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Updates in the library's words. */
final class Messages {
    private Messages() {}

    static Update update(DnsUpdate update, Name zone) throws IOException {
        Update message = new Update(zone);
        for (Step step : update.steps()) {
            add(message, step, update.ttlSeconds());
        }
        return message;
    }

    private static void add(Update message, Step step, int ttl) throws IOException {
        Name name = Name.fromString(step.name() + ".");
        int type = Type.value(step.type().name());
        switch (step.verb()) {
            case REQUIRE_NONE -> message.absent(name, type);
            case REQUIRE -> message.present(record(name, type, 0, step));
            case CLEAR -> message.delete(name, type);
            case REMOVE -> message.delete(record(name, type, 0, step));
            case ADD -> message.add(record(name, type, ttl, step));
        }
    }

    private static Record record(Name name, int type, int ttl, Step step) throws IOException {
        return Record.fromString(name, type, DClass.IN, ttl, data(step), Name.root);
    }

    /** As in a zone file: names end with a dot, texts stand in quotes. */
    private static String data(Step step) {
        return step.type() == RecordType.TXT ? '"' + step.value() + '"' : step.value();
    }
}
