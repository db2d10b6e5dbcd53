package io.heartbeat.bench.load;

import io.heartbeat.protocol.Direction;
import io.heartbeat.protocol.FrameSealer;
import io.heartbeat.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A key for each of the hosts {@code sign-000000}, {@code sign-000001} and so on. The keys are no secret: they follow from the
 * number, so that a server and a generator that know nothing of each other can be given the same ones. Not thread-safe.
 */
public final class HostKeys implements Signer {
    private final List<SigningKey> keys = new ArrayList<>();
    private final FrameSealer sealer;

    /**
     * @param hosts how many
     * @param clock stamps the frames; a server takes them for 90 seconds
     */
    public HostKeys(int hosts, Clock clock) {
        sealer = new FrameSealer(Direction.TO_SERVER, clock);
        for (int n = 0; n < hosts; n++) {
            String host = Composer.signingHost(n);
            keys.add(new SigningKey(host, secret(n).getBytes(StandardCharsets.US_ASCII), host));
        }
    }

    /** The {@code hosts:} section of a server's configuration that knows these keys. */
    public static String yaml(int hosts) {
        StringBuilder yaml = new StringBuilder("hosts:\n");
        for (int n = 0; n < hosts; n++) {
            yaml.append("  ").append(Composer.signingHost(n)).append(": {key: \"");
            yaml.append(secret(n)).append("\"}\n");
        }
        return yaml.toString();
    }

    private static String secret(int n) {
        return String.format(Locale.ROOT, "%064x", 0xBE4C4_0000_0000L + n);
    }

    @Override
    public byte[] sign(int host, byte[] payload) {
        return sealer.seal(keys.get(host), payload);
    }
}
