package io.heartbeat.web.live.port;

import io.heartbeat.web.agent.AgentFiles;
import io.heartbeat.web.live.Handshake;
import io.heartbeat.web.live.LiveFeed;
import io.heartbeat.web.live.Subscriber;
import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The HTTP part of a connection: one handshake, looked at and answered, within a deadline. One per connection. */
final class Doorman extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final System.Logger LOG = System.getLogger(Doorman.class.getName());
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int LONGEST_INBOUND = 1_024;

    private final LiveFeed feed;
    private final Viewers viewers;
    private final AgentFiles files;
    private final Executor lookups;
    private boolean asked;

    /** @param lookups where a login may be looked up, which may take its time */
    Doorman(LiveFeed feed, Viewers viewers, AgentFiles files, Executor lookups) {
        this.feed = feed;
        this.viewers = viewers;
        this.files = files;
        this.lookups = lookups;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().schedule(() -> closeIfStillHere(context), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    }

    private static void closeIfStillHere(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean upgrade = request.decoderResult().isSuccess()
                && request.headers().contains(HttpHeaderNames.UPGRADE, "websocket", true);
        Handshake handshake = handshake(request);
        if (asked || !request.decoderResult().isSuccess()) {
            refuse(context, HttpResponseStatus.BAD_REQUEST, "not a request that is understood here");
        } else if (Download.wanted(request)) {
            download(context, request);
        } else if (!upgrade) {
            refuse(
                    context,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "this port speaks WebSocket and gives agents away; the pages are on hbd_port");
        } else if (!viewers.admits(from(context))) {
            refuse(
                    context,
                    HttpResponseStatus.FORBIDDEN,
                    "no users are configured: only this machine itself may watch");
        } else if (!handshake.welcome()) {
            refuse(context, HttpResponseStatus.FORBIDDEN, "a page of another site may not watch");
        } else {
            asked = true;
            request.retain();
            lookUp(context, request, handshake);
        }
    }

    private void download(ChannelHandlerContext context, FullHttpRequest request) {
        asked = true;
        try {
            if (!Download.begin(context, request, files, this)) {
                refuse(context, HttpResponseStatus.NOT_FOUND, "there is no such file");
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "an agent could not be given away: {0}", e.toString());
            refuse(context, HttpResponseStatus.INTERNAL_SERVER_ERROR, "the file cannot be read");
        }
    }

    private void lookUp(ChannelHandlerContext context, FullHttpRequest request, Handshake handshake) {
        try {
            lookups.execute(() -> {
                Optional<Viewer> viewer = viewer(handshake);
                context.executor().execute(() -> {
                    try {
                        answer(context, request, handshake, viewer);
                    } finally {
                        request.release();
                    }
                });
            });
        } catch (RejectedExecutionException busy) {
            request.release();
            refuse(context, HttpResponseStatus.SERVICE_UNAVAILABLE, "too many handshakes at once");
        }
    }

    private Optional<Viewer> viewer(Handshake handshake) {
        try {
            return handshake.viewer(viewers);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "a login could not be looked up, the handshake is refused", failed);
            return Optional.empty();
        }
    }

    private void answer(
            ChannelHandlerContext context, FullHttpRequest request, Handshake handshake, Optional<Viewer> viewer) {
        if (viewer.isEmpty()) {
            refuse(context, HttpResponseStatus.UNAUTHORIZED, "a login is needed: a token as Authorization or ?token=");
            return;
        }
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(LONGEST_INBOUND)
                .allowExtensions(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), null, config).newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel());
            return;
        }
        handshaker.handshake(context.channel(), request).addListener(done -> {
            if (done.isSuccess() && !context.isRemoved()) {
                enter(context, viewer.get(), handshake);
            } else {
                context.close();
            }
        });
    }

    private void enter(ChannelHandlerContext context, Viewer viewer, Handshake handshake) {
        Subscriber subscriber = feed.subscribe(viewer, handshake.since(), new ChannelWire(context.channel()));
        context.pipeline().replace(this, "watcher", new Watcher(subscriber));
    }

    private static InetAddress from(ChannelHandlerContext context) {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    }

    private static Handshake handshake(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        int mark = request.uri().indexOf('?');
        return new Handshake(
                headers.get(HttpHeaderNames.ORIGIN),
                headers.get(HttpHeaderNames.HOST),
                headers.get(HttpHeaderNames.AUTHORIZATION),
                headers.get(HttpHeaderNames.COOKIE),
                mark < 0 ? null : request.uri().substring(mark + 1));
    }

    private static void refuse(ChannelHandlerContext context, HttpResponseStatus status, String why) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                Unpooled.copiedBuffer(status.code() + ": " + why + "\n", StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=utf-8");
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        if (status == HttpResponseStatus.UPGRADE_REQUIRED) {
            response.headers().set(HttpHeaderNames.UPGRADE, "websocket");
        }
        HttpUtil.setContentLength(response, response.content().readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        LOG.log(Level.DEBUG, "a handshake broke off: {0}", broken.toString());
        context.close();
    }
}
