package io.heartbeat.bench.race;

import io.heartbeat.bench.load.HostKeys;
import io.heartbeat.bench.load.LoadSpec;
import io.heartbeat.bench.load.Pool;
import io.heartbeat.bench.load.SendReport;
import io.heartbeat.bench.load.Sender;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Signer;
import io.heartbeat.bench.load.Wire;
import io.heartbeat.bench.proc.Machine;
import io.heartbeat.bench.receiver.HbdReceiver;
import io.heartbeat.bench.receiver.HbdServer;
import io.heartbeat.bench.receiver.Receiver;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs single trials: one load to one receiver, from mark to count. Not thread-safe. */
final class Trials {
    /** No growth for so long means that no more will come: writers flush once a second. */
    private static final long QUIET_MILLIS = 1_600;

    private static final long LONGEST_MILLIS = 15_000;
    private static final int SOCKETS = 8;

    private final Sender sender;
    private final Signer signer;
    private final int hosts;
    private final Map<String, Pool> composed = new HashMap<>();
    private long next = LoadSpec.LOWEST;

    Trials(Sender sender, int hosts) {
        this.sender = sender;
        this.signer = new HostKeys(HbdServer.SIGNING_HOSTS, Clock.systemUTC());
        this.hosts = hosts;
    }

    /**
     * Sends for so many seconds and waits until the receiver has worked it off.
     *
     * @param rate datagrams a second, 0 for full blast
     * @param check whether every line of our server's journal is read and held against what was sent
     */
    TrialResult run(Receiver receiver, Shape shape, Wire wire, double rate, double seconds, boolean check)
            throws IOException, InterruptedException {
        Pool pool = pool(shape, wire, rate, seconds);
        receiver.mark();
        long drops = Machine.drops(receiver.port());
        long errors = Machine.receiveBufferErrors();
        double cpu = Machine.cpuSeconds(receiver.pid());
        SendReport sent = sender.send(pool, receiver.port());
        next += sent.sent();
        long received = settled(receiver, sent.sent());
        cpu = Machine.cpuSeconds(receiver.pid()) - cpu;
        JournalCheck.Verdict verdict = check && received == sent.sent() && receiver instanceof HbdReceiver hbd
                ? check(hbd, pool, sent.sent())
                : null;
        receiver.discard();
        return new TrialResult(
                sent,
                received,
                cpu,
                Machine.drops(receiver.port()) - drops,
                Machine.receiveBufferErrors() - errors,
                verdict);
    }

    private Pool pool(Shape shape, Wire wire, double rate, double seconds) {
        double most = rate == 0 ? 3e6 : rate;
        long count = (long) (most * seconds) + 1000;
        if (next + count > LoadSpec.HIGHEST) {
            next = LoadSpec.LOWEST;
        }
        int names = wire.signed() ? Math.min(hosts, HbdServer.SIGNING_HOSTS) : hosts;
        LoadSpec spec = new LoadSpec(shape, wire, names, rate, count, seconds, next, SOCKETS);
        if (wire.signed()) {
            return Pool.compose(spec, signer);
        }
        Pool cached = composed.computeIfAbsent(shape + "/" + wire, key -> Pool.compose(spec, signer));
        return cached.with(spec);
    }

    private static long settled(Receiver receiver, long sent) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long grownAt = begin;
        long received = receiver.received();
        while (received < sent && millis(grownAt) < QUIET_MILLIS && millis(begin) < LONGEST_MILLIS) {
            TimeUnit.MILLISECONDS.sleep(20);
            long now = receiver.received();
            grownAt = now > received ? System.nanoTime() : grownAt;
            received = now;
        }
        return received;
    }

    private static long millis(long since) {
        return (System.nanoTime() - since) / 1_000_000;
    }

    private static JournalCheck.Verdict check(HbdReceiver hbd, Pool pool, long sent) throws IOException {
        JournalCheck check = new JournalCheck(pool, sent);
        hbd.journal().read(check::read);
        return check.verdict();
    }
}
