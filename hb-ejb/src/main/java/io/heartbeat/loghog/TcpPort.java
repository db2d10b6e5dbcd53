package io.heartbeat.loghog;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The TCP side of an address, with TLS or without. Thread-safe. */
final class TcpPort implements Port {
    private static final int BACKLOG = 1_024;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int LONGEST_READ = 256 << 10;

    private final Channel listening;
    private final Supplier<SslContext> tls;
    private final Function<EventLoop, Loop> loop;
    private final Intake intake;
    private final LogHogSettings settings;
    private final IntSupplier all;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /**
     * Binds and serves.
     *
     * @param tls asked for each new connection; null without TLS
     * @param all connections through all ports
     */
    TcpPort(
            InetSocketAddress address,
            Supplier<SslContext> tls,
            Sockets sockets,
            EventLoopGroup loops,
            Function<EventLoop, Loop> loop,
            Intake intake,
            LogHogSettings settings,
            IntSupplier all)
            throws IOException {
        this.tls = tls;
        this.loop = loop;
        this.intake = intake;
        this.settings = settings;
        this.all = all;
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(sockets.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 4_096, LONGEST_READ))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel);
                    }
                });
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    protocol() + " " + address + " cannot be bound: "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening = bound.channel();
    }

    private void furnish(SocketChannel channel) {
        if (all.getAsInt() >= settings.maxConnections()) {
            intake.counters.connectionsRefused.increment();
            channel.close();
            return;
        }
        connections.add(channel);
        intake.counters.connections.increment();
        InetSocketAddress from = channel.remoteAddress();
        if (tls != null) {
            SslHandler handler = tls.get().newHandler(channel.alloc());
            handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
            intake.watch(handler, from.getAddress());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline()
                .addLast(new FrameHandler(
                        loop.apply(channel.eventLoop()),
                        settings.maxMessage(),
                        intake.sources.of(from.getAddress()),
                        from));
    }

    @Override
    public String protocol() {
        return tls == null ? "TCP" : "TLS";
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1_000);
        connections.close().awaitUninterruptibly(1_000);
    }
}
