package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.flow.Lanes;
import io.heartbeat.protocol.Codec;
import io.heartbeat.telemetry.Telemetry;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** Makes one intake per worker out of the parts they share. */
@Dependent
class IntakeFactory {
    private static final int WARM_UP_ROUNDS = 20_000;
    private static final byte[] SAMPLE =
            "{\"ID\":\"HTB\",\"name\":\"warm-up\",\"interval\":30,\"seq\":1,\"time\":1.5,\"rtt\":0.4,\"version\":\"1\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    @Inject
    private IngestSettings settings;

    @Inject
    private Roster roster;

    @Inject
    private Signing signing;

    @Inject
    private Lanes lanes;

    @Inject
    private Announcements events;

    @Inject
    private TimeSource time;

    @Inject
    private Telemetry telemetry;

    /** An intake that answers through that socket. */
    Intake intake(DatagramChannel channel) {
        return new Intake(
                roster,
                new Seals(signing, time.clock()),
                lanes,
                events,
                new Replies(channel, telemetry),
                new Stamps(time),
                telemetry,
                2 * settings.maxHosts());
    }

    /** A cold codec is ten times slower, and the first second after a restart is when every host reports at once. */
    void warmUp() {
        Codec codec = new Codec();
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            codec.decode(SAMPLE, 0, SAMPLE.length);
        }
    }
}
