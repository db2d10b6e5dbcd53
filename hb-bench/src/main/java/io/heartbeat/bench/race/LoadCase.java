package io.heartbeat.bench.race;

import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Wire;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.Receiver;
import java.util.List;

/**
 * One kind of load that the receivers are compared by.
 *
 * @param title what it is called in tables
 * @param commonRate a rate all receivers bear, at which their CPU time is compared
 * @param guess where the search begins
 * @param everyone whether it is one for all; only our server knows zlib streams and signed frames
 */
record LoadCase(String title, Shape shape, Wire wire, double commonRate, double guess, boolean everyone) {
    /** Plain heartbeats and plain reports, that the goals are about. */
    static List<LoadCase> plain() {
        return List.of(
                new LoadCase("HTB, plain", Shape.HTB, Wire.PLAIN, 100_000, 250_000, true),
                new LoadCase("PLG, plain", Shape.PLG, Wire.PLAIN, 30_000, 100_000, true));
    }

    /** What only our server understands. */
    static List<LoadCase> ours() {
        return List.of(
                new LoadCase("HTB, signed", Shape.HTB, Wire.SIGNED, 100_000, 200_000, false),
                new LoadCase("PLG, zlib", Shape.PLG, Wire.ZLIB, 30_000, 80_000, false));
    }

    /** Whether a receiver takes part. */
    boolean includes(Receiver receiver) {
        return everyone || receiver instanceof HbdReceiver;
    }
}
