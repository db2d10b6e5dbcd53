package io.heartbeat.loghog;

import io.heartbeat.telemetry.KernelDrops;
import io.heartbeat.telemetry.Telemetry;

/** What the kernel drops at one UDP port of ours: exposed as a total, and said in the log when it grows. For one thread. */
final class LostDatagrams {
    private final int port;
    private final Telemetry telemetry;
    private final KernelDrops drops;
    private double known;

    LostDatagrams(int port, Telemetry telemetry) {
        this.port = port;
        this.telemetry = telemetry;
        this.drops = new KernelDrops(port);
        telemetry.total(
                "hbd_loghog_datagrams_dropped_by_kernel_total",
                "LogHog datagrams the kernel dropped because the socket's buffer was full.",
                drops::count,
                "port",
                Integer.toString(port));
    }

    /** One look; where the kernel does not tell, it finds nothing. */
    void look() {
        double now = drops.count();
        if (now > known) {
            telemetry.report(new SocketFull(port, (long) (now - known)));
        }
        known = now;
    }
}
