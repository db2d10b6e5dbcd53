package io.heartbeat.dns.rfc2136;

import io.heartbeat.dns.DnsProvider;
import io.heartbeat.dns.DnsResult;
import io.heartbeat.dns.DnsSettings;
import io.heartbeat.dns.DnsUpdate;
import io.heartbeat.dns.TsigKey;
import io.heartbeat.flow.Unproxied;
import io.heartbeat.ingest.IntakeClosed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

/**
 * The built-in provider. Over TCP: no fragments, and nobody can answer in the server's place unseen. With a key, an answer
 * that is not signed by it counts for nothing.
 */
@Unproxied
public class Rfc2136 implements DnsProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.1";

    private final DnsSettings settings;
    private final Duration patience;
    private final Zones zones = new Zones(this::exchange);
    private volatile boolean used;

    /** @param settings server and key */
    @Inject
    public Rfc2136(DnsSettings settings) {
        this(settings, PATIENCE);
    }

    /** @param patience how long one answer is waited for */
    Rfc2136(DnsSettings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "rfc2136";
    }

    @Override
    public DnsResult send(DnsUpdate update) {
        try {
            Message answer = exchange(Messages.update(update, zones.of(update.name())));
            DnsResult result = result(answer);
            if (result.kind() == DnsResult.Kind.MISCONFIGURED) {
                zones.forget();
            }
            return result;
        } catch (RefusedException e) {
            return e.result();
        } catch (IOException e) {
            return DnsResult.retry(server() + " does not answer: " + e.getMessage());
        }
    }

    /** The library keeps a thread for its sockets. */
    void closed(@Observes IntakeClosed event) {
        if (used) {
            NioClient.close();
        }
    }

    private Message exchange(Message question) throws IOException {
        InetAddress address = InetAddress.getByName(settings.server().orElse(LOOPBACK));
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(address, settings.port()));
        resolver.setTCP(true);
        resolver.setTimeout(patience);
        if (settings.tsig().isPresent()) {
            resolver.setTSIGKey(key(settings.tsig().get()));
        }
        used = true;
        Message answer = resolver.send(question);
        boolean good = answer.getRcode() == Rcode.NOERROR;
        if (good && settings.tsig().isPresent() && !(answer.isSigned() && answer.isVerified())) {
            throw new IOException("its answer is not signed with the key "
                    + settings.tsig().get().name());
        }
        return answer;
    }

    private static TSIG key(TsigKey key) throws IOException {
        return new TSIG(TSIG.algorithmToName(key.algorithm().wire()), Name.fromString(key.name() + "."), key.secret());
    }

    /** The response code, and what TSIG says of it: BADKEY, BADSIG, BADTIME. */
    static DnsResult result(Message answer) {
        TSIGRecord signature = answer.getTSIG();
        int fault = signature == null ? Rcode.NOERROR : signature.getError();
        return DnsResult.of(
                Rcode.string(answer.getRcode()), fault == Rcode.NOERROR ? "" : "TSIG " + Rcode.TSIGstring(fault));
    }

    private String server() {
        return settings.server().orElse(LOOPBACK) + " port " + settings.port();
    }
}
