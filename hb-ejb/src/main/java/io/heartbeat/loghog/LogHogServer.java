package io.heartbeat.loghog;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.tls.PemException;
import io.heartbeat.tls.RenewedTls;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All ports of the receiver and the threads behind them. Opened once, closed once. */
public final class LogHogServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LogHogServer.class.getName());
    private static final int RENEWAL_LOOK_SECONDS = 30;
    private static final int LOSS_LOOK_SECONDS = 1;
    private static final int CLOSE_SECONDS = 5;

    private final LogHogSettings settings;
    private final TimeSource time;
    private final Telemetry telemetry;
    private final Intake intake;
    private final Sockets sockets;
    private final EventLoopGroup datagrams;
    private final EventLoopGroup streams;
    private final Map<EventLoop, Loop> loops = new ConcurrentHashMap<>();
    /** The first of them take connections, and count all, while the last are still being opened. */
    private final List<Port> ports = new CopyOnWriteArrayList<>();

    /** @param threads of the event loops */
    public LogHogServer(
            LogHogSettings settings, LogStore store, TimeSource time, Telemetry telemetry, ThreadFactory threads) {
        this.settings = settings;
        this.time = time;
        this.telemetry = telemetry;
        this.sockets = Sockets.best();
        this.intake = new Intake(settings, store, time, telemetry);
        this.datagrams = sockets.loops(1, threads);
        this.streams = sockets.loops(Math.max(2, Runtime.getRuntime().availableProcessors()), threads);
        telemetry.gauge("hbd_loghog_connections", "LogHog connections that are open.", this::connections);
    }

    /**
     * Binds every port.
     *
     * @throws IllegalStateException naming the address and what is in its way; nothing stays open then
     */
    public void open() {
        try {
            for (InetSocketAddress address : settings.plain()) {
                add(UdpPort.open(address, sockets, datagrams, this::loop, intake, settings));
                add(new TcpPort(address, null, sockets, streams, this::loop, intake, settings, this::connections));
            }
            if (!settings.tls().isEmpty()) {
                Supplier<SslContext> tls = tls();
                for (InetSocketAddress address : settings.tls()) {
                    add(new TcpPort(address, tls, sockets, streams, this::loop, intake, settings, this::connections));
                }
            }
            watchLosses();
        } catch (IOException taken) {
            close();
            throw new IllegalStateException(
                    "LogHog: " + taken.getMessage() + "; is loghogd still running? Stop it, or choose another port",
                    taken);
        } catch (PemException unusable) {
            close();
            throw new IllegalStateException(
                    "LogHog: no usable certificate for TLS: " + unusable.getMessage() + "; `hbd certs` makes one",
                    unusable);
        }
    }

    private void watchLosses() {
        ports.stream()
                .filter(UdpPort.class::isInstance)
                .map(port -> port.address().getPort())
                .distinct()
                .map(port -> new LostDatagrams(port, telemetry))
                .forEach(lost -> streams.scheduleWithFixedDelay(
                        lost::look, LOSS_LOOK_SECONDS, LOSS_LOOK_SECONDS, TimeUnit.SECONDS));
    }

    private Supplier<SslContext> tls() throws PemException {
        RenewedTls tls = new RenewedTls(
                "loghog TLS", settings.pemFile(), settings.pemFile(), settings.caFile(), settings.tlsVersions(), time);
        streams.scheduleWithFixedDelay(tls::get, RENEWAL_LOOK_SECONDS, RENEWAL_LOOK_SECONDS, TimeUnit.SECONDS);
        return tls;
    }

    private void add(Port port) {
        ports.add(port);
        LOG.log(Level.INFO, "LogHog listens on {0} {1} ({2})", port.protocol(), port.address(), sockets.name());
    }

    private Loop loop(EventLoop thread) {
        return loops.computeIfAbsent(thread, key -> new Loop(key, intake, settings, time));
    }

    private int connections() {
        return ports.stream().mapToInt(Port::connections).sum();
    }

    /** Where it listens, in the order of opening. */
    List<Port> ports() {
        return List.copyOf(ports);
    }

    /** Other facilities from the next message on. */
    void reload(FacilitySet facilities) {
        intake.reload(facilities);
    }

    /** Closes the ports first, then writes what was received. */
    @Override
    public void close() {
        ports.forEach(Port::close);
        loops.forEach((thread, loop) ->
                thread.submit(loop.lane::close).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS));
        datagrams.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        streams.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
