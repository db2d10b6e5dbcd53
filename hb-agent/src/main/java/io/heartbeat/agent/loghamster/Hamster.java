package io.heartbeat.agent.loghamster;

import io.heartbeat.agent.loghamster.HamsterSettings.Input;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.follow.PositionFile;
import io.heartbeat.wire.loghamster.Pace;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Ships the files of a configuration: finds them, gives each a sender with a thread. Begun once, stopped once. */
public final class Hamster implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Hamster.class.getName());
    private static final Duration SEARCH = Duration.ofSeconds(2);
    private static final int MOST_FILES = 1_000;

    private final HamsterSettings settings;
    private final TimeSource time;
    private final ShippingCounts counts;
    private final PositionFile positions;
    private final SSLContext tls;
    private final Pace pace;
    private final Map<Path, Shipping> shippings = new LinkedHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean crowded;

    /** @throws IOException when positions or the files of TLS cannot be read */
    public Hamster(HamsterSettings settings, TimeSource time, ShippingCounts counts) throws IOException {
        this.settings = settings;
        this.time = time;
        this.counts = counts;
        this.positions = new PositionFile(settings.state(), time);
        this.tls = settings.target().tls().isPresent()
                ? ClientTls.of(settings.target().tls().get())
                : null;
        this.pace = new Pace(settings.target().rateLimit(), time);
    }

    /** Begins. When this comes back, every file that is there is held, so that rotating it now loses nothing. */
    public void start() {
        look();
        rejoin();
        Thread search = new Thread(this::search, "loghamster-search");
        search.setDaemon(true);
        search.start();
    }

    /** New files of patterns join while it runs; those that are gone leave. */
    private void search() {
        try {
            while (!stopping.await(SEARCH.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        if (stopping.getCount() == 0) {
            return;
        }
        shippings.values().removeIf(Shipping::over);
        shippings.values().forEach(Shipping::watch);
        for (Input input : settings.inputs()) {
            try {
                List<Path> files = input.files().files(MOST_FILES);
                files.stream().sorted().forEach(path -> join(input, path));
            } catch (IOException e) {
                LOG.log(
                        Level.WARNING,
                        "{0} cannot be searched: {1}",
                        input.files().directory(),
                        e.getMessage());
            }
        }
    }

    /** Files that were shipped in an earlier life and have no name now: what they were rotated to may not have arrived. */
    private synchronized void rejoin() {
        for (Path path : positions.paths()) {
            settings.inputs().stream()
                    .filter(input -> input.files().means(path))
                    .findFirst()
                    .ifPresent(input -> join(input, path));
        }
    }

    /** Rotated files of one that is followed belong to it, also when a pattern means them. */
    private void join(Input input, Path path) {
        boolean older = shippings.values().stream().anyMatch(shipping -> shipping.older(path));
        if (older || shippings.containsKey(path)) {
            return;
        }
        if (shippings.size() >= MOST_FILES) {
            if (!crowded) {
                crowded = true;
                LOG.log(Level.WARNING, "{0} files are shipped; further ones, such as {1}, are not", MOST_FILES, path);
            }
            return;
        }
        FileSender sender = new FileSender(
                input,
                path,
                settings,
                init -> new Session(
                        new Transport(
                                settings.target().host(), settings.target().port(), tls),
                        init,
                        time),
                positions,
                pace,
                time,
                counts);
        Shipping shipping = new Shipping(sender, input.files().several(), time);
        shippings.put(path, shipping);
        shipping.start();
    }

    /** Stops; waits a little for what is on its way. */
    @Override
    public void close() {
        stopping.countDown();
        List<Shipping> all;
        synchronized (this) {
            all = List.copyOf(shippings.values());
        }
        all.forEach(Shipping::stop);
        all.forEach(Shipping::join);
    }
}
