package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.tls.PemException;
import io.heartbeat.tls.RenewedTls;
import io.heartbeat.tls.TlsRefused;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The listening sockets and all that stands behind them. Opened once, closed once; thread-safe. */
public final class LoghamsterServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoghamsterServer.class.getName());
    private static final int LOOPS = 2;
    private static final int BACKLOG = 1_024;
    private static final int FIRST_READ = 64 << 10;
    private static final int LARGEST_READ = 512 << 10;
    private static final int READS_IN_A_ROW = 4;

    private final LoghamsterSettings settings;
    private final Telemetry telemetry;
    private final Outputs outputs;
    private final Instruments instruments;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<Channel> listening = new ArrayList<>();

    /**
     * Binds and serves.
     *
     * @param ledger file in which it keeps what was acknowledged
     * @throws IOException naming what is in the way
     */
    public LoghamsterServer(
            LoghamsterSettings settings,
            LogStore store,
            Path ledger,
            TimeSource time,
            Telemetry telemetry,
            ThreadFactory threads)
            throws IOException {
        this.settings = settings;
        this.telemetry = telemetry;
        this.instruments = new Instruments(telemetry);
        RenewedTls tls = settings.tls().isPresent() ? tls(settings.tls().get(), time) : null;
        this.outputs = new Outputs(settings, store, ledger, time, telemetry, threads);
        this.loops = new MultiThreadIoEventLoopGroup(
                LOOPS, threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try {
            bind(settings.listen(), null);
            if (tls != null) {
                bind(settings.tls().get().listen(), tls);
            }
        } catch (IOException taken) {
            close();
            throw taken;
        }
    }

    private static RenewedTls tls(LoghamsterSettings.TlsPort port, TimeSource time) throws IOException {
        try {
            return new RenewedTls(
                    "loghamster.server.tls",
                    port.certificate(),
                    port.key(),
                    port.clientCa().orElse(null),
                    RenewedTls.USUAL,
                    time);
        } catch (PemException unusable) {
            throw new IOException("loghamster.server.tls: " + unusable.getMessage(), unusable);
        }
    }

    private void bind(InetSocketAddress address, Supplier<SslContext> tls) throws IOException {
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // Netty's usual one takes new memory for buffers of this size, and Java clears it before each read.
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(512, FIRST_READ, LARGEST_READ)
                                .maxMessagesPerRead(READS_IN_A_ROW))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, tls);
                    }
                });
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "TCP port " + address.getPort() + " (loghamster.server.listen) cannot be bound: "
                            + bound.cause().getMessage() + "; is another server running? Choose another or stop it",
                    bound.cause());
        }
        listening.add(bound.channel());
        LOG.log(Level.INFO, "LogHamster listens on {0}{1}", bound.channel().localAddress(), tls == null ? "" : ", TLS");
    }

    private void furnish(SocketChannel channel, Supplier<SslContext> tls) {
        if (instruments.connected() >= settings.maxConnections()) {
            instruments.refused("too_many");
            channel.close();
            return;
        }
        instruments.connected(1);
        channel.closeFuture().addListener(closed -> instruments.connected(-1));
        connections.add(channel);
        if (tls != null) {
            SslHandler handler = tls.get().newHandler(channel.alloc());
            InetAddress from = channel.remoteAddress().getAddress();
            TlsRefused.watch(handler, "LogHamster", "loghamster_tls_failures_total", from, telemetry);
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new Conversation(settings, outputs, instruments));
    }

    /** Where it listens: the plain port, then the one with TLS. */
    public List<InetSocketAddress> addresses() {
        return listening.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    /** Takes no more, writes what was received, notes it. */
    @Override
    public void close() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly(1_000));
        connections.close().awaitUninterruptibly(1_000);
        outputs.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    }
}
