package io.heartbeat.pump.sender.websocket;

import io.heartbeat.pump.sender.Tls;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketClientCompressionHandler;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** One connection that stands, its handshake done. For one thread. What fails is told by {@link Answers}. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection implements AutoCloseable {
    /** How long the server may take for each answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What a server may say in one frame, bytes; it has nothing to say. */
    private static final int LARGEST_ANSWER = 1 << 16;

    private final EventLoopGroup loop;
    private final NioSocketChannel channel;
    private final Answers answers;
    private long pings;

    private Connection(EventLoopGroup loop, NioSocketChannel channel, Answers answers) {
        this.loop = loop;
        this.channel = channel;
        this.answers = answers;
    }

    /** @throws IOException whose message begins with scheme, host and port */
    static Connection open(WebsocketPlan plan) throws IOException, InterruptedException {
        Tls tls = plan.tls();
        SSLContext context = tls == null ? null : tls.context();
        SocketChannel socket = connected(plan);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Connection connection = new Connection(
                loop, new NioSocketChannel(socket), new Answers(plan.uri().shown()));
        try {
            connection.prepare(plan, context);
            loop.register(connection.channel);
            connection.answers.opened(PATIENCE);
            return connection;
        } catch (IOException | InterruptedException e) {
            connection.close();
            throw e;
        }
    }

    private static SocketChannel connected(WebsocketPlan plan) throws IOException {
        String host = plan.uri().uri().getHost();
        SocketChannel channel = SocketChannel.open();
        try {
            Socket socket = channel.socket();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            if (plan.proxy() != null) {
                plan.proxy().connect(socket, host, plan.port(), PATIENCE);
            } else {
                InetSocketAddress address = new InetSocketAddress(host, plan.port());
                if (address.isUnresolved()) {
                    throw new IOException("no address is known of this host");
                }
                socket.connect(address, (int) PATIENCE.toMillis());
            }
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException(plan.uri().shown() + ": " + e.getMessage(), e);
        }
    }

    private void prepare(WebsocketPlan plan, SSLContext context) {
        channel.config().setAutoClose(false); // a write that fails must not hide what the server says for a farewell
        ChannelPipeline pipeline = channel.pipeline();
        if (context != null) {
            SSLEngine engine = context.createSSLEngine(plan.uri().uri().getHost(), plan.port());
            engine.setUseClientMode(true);
            engine.setSSLParameters(Tls.parameters(context));
            pipeline.addLast(new SslHandler(engine));
        }
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER));
        if (plan.deflate()) {
            pipeline.addLast(new WebSocketClientCompressionHandler(LARGEST_ANSWER));
        }
        pipeline.addLast(
                new WebSocketClientProtocolHandler(WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(plan.uri().uri())
                        .allowExtensions(plan.deflate())
                        .customHeaders(headers(plan))
                        .maxFramePayloadLength(LARGEST_ANSWER)
                        .handleCloseFrames(false)
                        .dropPongFrames(false)
                        .handshakeTimeoutMillis(PATIENCE.toMillis())
                        .build()),
                answers);
    }

    private static HttpHeaders headers(WebsocketPlan plan) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .set("User-Agent", "hbc (journalpump)")
                .set("Journalpump-Batch-Size", String.valueOf(plan.maxBatch()))
                .set("Journalpump-Compression", plan.snappy() ? "snappy" : "none");
        return plan.uri().authorization() == null
                ? headers
                : headers.set("Authorization", plan.uri().authorization());
    }

    /** Sends a frame; whether it arrives is said by {@link #confirm}. */
    void send(byte[] content) throws IOException {
        check();
        channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(content)));
    }

    /** Waits until the server has read all that was sent. */
    void confirm() throws IOException, InterruptedException {
        answers.expect(++pings);
        channel.writeAndFlush(new PingWebSocketFrame(Unpooled.copyLong(pings)));
        answers.pong(PATIENCE);
    }

    /** Throws when the connection has ended. */
    void check() throws IOException {
        answers.check();
    }

    @Override
    public void close() {
        channel.close();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
