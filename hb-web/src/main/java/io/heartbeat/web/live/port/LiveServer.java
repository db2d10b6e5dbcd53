package io.heartbeat.web.live.port;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.tls.PemException;
import io.heartbeat.tls.RenewedTls;
import io.heartbeat.web.agent.AgentFiles;
import io.heartbeat.web.live.LiveFeed;
import io.heartbeat.web.security.Viewers;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Both ports and the threads they share. Opened once, closed once. */
final class LiveServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LiveServer.class.getName());
    private static final int LOOPS = 2;
    private static final int LOOKUPS_WAITING = 1_000;
    private static final int RENEWAL_LOOK_SECONDS = 30;

    private final LiveFeed feed;
    private final Viewers viewers;
    private final AgentFiles files;
    private final TimeSource time;
    private final EventLoopGroup loops;
    private final ThreadPoolExecutor lookups;
    private final List<LivePort> ports = new ArrayList<>();

    LiveServer(LiveFeed feed, Viewers viewers, AgentFiles files, TimeSource time, ThreadFactory threads) {
        this.feed = feed;
        this.viewers = viewers;
        this.files = files;
        this.time = time;
        this.loops = new MultiThreadIoEventLoopGroup(LOOPS, threads, NioIoHandler.newFactory());
        this.lookups =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(LOOKUPS_WAITING), threads);
    }

    /**
     * Opens ws_port.
     *
     * @param number 0 for one that is free
     * @throws IllegalStateException naming the key and what is in its way
     */
    LivePort openPlain(String host, int number) {
        return open("ws_port", host, number, null);
    }

    /**
     * Opens wss_port.
     *
     * @param pem certificate and chain
     * @param key private key
     * @throws IllegalStateException naming the key or the file, and what is in its way
     */
    LivePort openTls(String host, int number, Path pem, Path key) {
        RenewedTls tls;
        try {
            tls = new RenewedTls("wss_port", pem, key, null, RenewedTls.USUAL, time);
        } catch (PemException unusable) {
            throw new IllegalStateException(
                    "wss_port " + number + " has no usable certificate: " + unusable.getMessage()
                            + "; see cert_path, wss_pem and wss_key",
                    unusable);
        }
        loops.scheduleWithFixedDelay(tls::get, RENEWAL_LOOK_SECONDS, RENEWAL_LOOK_SECONDS, TimeUnit.SECONDS);
        return open("wss_port", host, number, tls);
    }

    private LivePort open(String key, String host, int number, Supplier<SslContext> tls) {
        try {
            LivePort port =
                    new LivePort(new InetSocketAddress(host, number), tls, loops, feed, viewers, files, lookups);
            ports.add(port);
            LOG.log(Level.INFO, "the live feed listens on {0} ({1})", port.address(), key);
            return port;
        } catch (IOException taken) {
            throw new IllegalStateException(
                    "TCP port " + number + " (" + key + ") cannot be bound on " + host + ": " + taken.getMessage()
                            + "; is another server running? Choose another " + key + ", or 0 for none",
                    taken);
        }
    }

    @Override
    public void close() {
        ports.forEach(LivePort::close);
        lookups.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
