package io.heartbeat.web.live.port;

import io.heartbeat.web.agent.AgentFiles;
import io.heartbeat.web.live.LiveFeed;
import io.heartbeat.web.security.Viewers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One listening port of the live feed. Thread-safe. */
final class LivePort implements AutoCloseable {
    /** Connections at most, those in their handshake included. */
    private static final int MOST_CONNECTIONS = 4_096;

    private static final int LONGEST_REQUEST = 16_384;
    private static final int BACKLOG = 256;

    private final Channel listening;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /**
     * Binds and serves.
     *
     * @param tls asked for each new connection; null without TLS
     */
    LivePort(
            InetSocketAddress address,
            Supplier<SslContext> tls,
            EventLoopGroup loops,
            LiveFeed feed,
            Viewers viewers,
            AgentFiles files,
            Executor lookups)
            throws IOException {
        ServerBootstrap server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, tls, new Doorman(feed, viewers, files, lookups));
                    }
                });
        ChannelFuture bound = server.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listening = bound.channel();
    }

    private void furnish(SocketChannel channel, Supplier<SslContext> tls, Doorman doorman) {
        if (connections.size() >= MOST_CONNECTIONS) {
            channel.close();
            return;
        }
        connections.add(channel);
        if (tls != null) {
            channel.pipeline().addLast(tls.get().newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(LONGEST_REQUEST))
                .addLast(doorman);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1_000);
        connections.close().awaitUninterruptibly(1_000);
    }
}
