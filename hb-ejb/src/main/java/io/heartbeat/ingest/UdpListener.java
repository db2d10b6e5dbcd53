package io.heartbeat.ingest;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.telemetry.KernelDrops;
import io.heartbeat.telemetry.Telemetry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Owns the UDP sockets of the server: binds them when everything that listens behind them is restored, and closes them
 * first when the server stops. What was heard last is stored while it closes: the database goes after it. Thread-safe.
 */
@Startup
@DependsOn("Database")
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UdpListener {
    private static final System.Logger LOG = System.getLogger(UdpListener.class.getName());
    private static final int RECEIVE_BUFFER = 8 << 20;
    private static final long DRAIN_MILLIS = 1_000;

    @Inject
    private IngestSettings settings;

    @Inject
    private IntakeFactory intakes;

    @Inject
    private Telemetry telemetry;

    @Inject
    private TimeSource time;

    @Inject
    private Event<IntakeStarting> starting;

    @Inject
    private Event<IntakeOpened> opened;

    @Inject
    private Event<IntakeClosed> closed;

    @Resource
    private ManagedThreadFactory threads;

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> started = new ArrayList<>();
    private volatile boolean listening;

    @PostConstruct
    void open() {
        starting.fire(new IntakeStarting());
        intakes.warmUp();
        try {
            bind();
        } catch (IOException e) {
            receivers.forEach(Receiver::close);
            closed.fire(new IntakeClosed());
            throw new UncheckedIOException(
                    "UDP port " + settings.port() + " (hb_port) cannot be bound: " + e.getMessage()
                            + "; is another server running? Choose another hb_port or stop it",
                    e);
        }
        register();
        for (Receiver receiver : receivers) {
            Worker worker = new Worker(receiver.ring, intakes.intake(receiver.channel));
            workers.add(worker);
            start("hb-udp-work-" + workers.size(), worker);
        }
        opened.fire(new IntakeOpened(time.steadyMillis()));
        receivers.forEach(receiver -> start("hb-udp-receive", receiver));
        listening = true;
    }

    @PreDestroy
    void close() {
        listening = false;
        receivers.forEach(Receiver::close);
        workers.forEach(Worker::stop);
        for (Thread thread : started) {
            try {
                thread.join(DRAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closed.fire(new IntakeClosed());
    }

    /** Whether datagrams are being received. */
    public boolean listening() {
        return listening && receivers.stream().allMatch(receiver -> receiver.channel.isOpen());
    }

    private void bind() throws IOException {
        boolean shared = settings.receivers() > 1;
        for (InetSocketAddress address : settings.addresses()) {
            if (shared) {
                // A socket of our own user that also shares the port would steal half of the datagrams unseen.
                Receiver.open(address, false, RECEIVE_BUFFER).close();
            }
            for (int i = 0; i < settings.receivers(); i++) {
                DatagramChannel channel = Receiver.open(address, shared, RECEIVE_BUFFER);
                receivers.add(new Receiver(channel, time, telemetry));
                logBuffer(channel);
            }
        }
    }

    private void logBuffer(DatagramChannel channel) throws IOException {
        int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
        LOG.log(
                System.Logger.Level.INFO,
                "listening on UDP {0}, receive buffer {1} KiB{2}",
                channel.getLocalAddress(),
                granted >> 10,
                granted < RECEIVE_BUFFER ? " (more needs net.core.rmem_max=" + RECEIVE_BUFFER + ")" : "");
    }

    private void register() {
        KernelDrops drops = new KernelDrops(settings.port());
        telemetry.total(
                "hbd_datagrams_dropped_by_kernel_total",
                "Datagrams the kernel dropped at the socket because its buffer was full.",
                drops::count);
        telemetry.gauge("hbd_datagrams_waiting", "Datagrams received and not yet worked on.", () -> receivers.stream()
                .mapToLong(receiver -> receiver.ring.waiting())
                .sum());
    }

    private void start(String name, Runnable work) {
        Thread thread = threads.newThread(work);
        thread.setName(name);
        thread.start();
        started.add(thread);
    }
}
