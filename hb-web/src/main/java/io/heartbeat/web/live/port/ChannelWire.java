package io.heartbeat.web.live.port;

import io.heartbeat.web.live.Frame;
import io.heartbeat.web.live.Wire;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** A watcher behind one of our own ports: a batch is one flush. */
final class ChannelWire implements Wire {
    private final Channel channel;

    ChannelWire(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(List<Frame> frames, Runnable done) {
        List<Frame> batch = List.copyOf(frames);
        try {
            channel.eventLoop().execute(() -> write(batch, done));
        } catch (RejectedExecutionException stopping) {
            // The server is going down and this connection with it: there is nobody left to tell.
            channel.close();
        }
    }

    private void write(List<Frame> batch, Runnable done) {
        ChannelFuture last = null;
        for (Frame frame : batch) {
            last = channel.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(frame.utf8())));
        }
        channel.flush();
        if (last != null) {
            last.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            last.addListener(written -> done.run());
        }
    }

    @Override
    public void ping() {
        channel.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    public void close(int code, String reason) {
        channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
    }
}
