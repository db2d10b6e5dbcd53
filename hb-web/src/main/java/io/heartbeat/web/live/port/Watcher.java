package io.heartbeat.web.live.port;

import io.heartbeat.web.live.Subscriber;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.lang.System.Logger.Level;

/** What a watcher says after the handshake: signs of life and good-bye; anything else is read and dropped. */
final class Watcher extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final System.Logger LOG = System.getLogger(Watcher.class.getName());

    private final Subscriber subscriber;

    Watcher(Subscriber subscriber) {
        this.subscriber = subscriber;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            context.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        }
        subscriber.heard();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        subscriber.close();
        context.fireChannelInactive();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            subscriber.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        LOG.log(Level.DEBUG, "a watcher is gone: {0}", broken.toString());
        context.close();
    }
}
