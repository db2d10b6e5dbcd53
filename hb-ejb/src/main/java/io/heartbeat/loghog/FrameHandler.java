package io.heartbeat.loghog;

import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts the frames of one connection. Holds no more than the frame that is not complete yet. */
final class FrameHandler extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(FrameHandler.class.getName());
    private static final byte[] NOTHING = {};

    private final Loop loop;
    private final long maxMessage;
    private final Source source;
    private final byte[] address;
    private ChannelHandlerContext context;
    private byte[] begun = NOTHING;
    private long begunAt;

    FrameHandler(Loop loop, long maxMessage, Source source, InetSocketAddress from) {
        this.loop = loop;
        this.maxMessage = maxMessage;
        this.source = source;
        this.address = from.getAddress().getHostAddress().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        loop.add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.remove(this);
        if (begun.length > 0) {
            loop.lane.refuse(Refusal.TRUNCATED, source);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf read = (ByteBuf) message;
        int length = begun.length + read.readableBytes();
        byte[] bytes = loop.lane.scratch(length);
        System.arraycopy(begun, 0, bytes, 0, begun.length);
        read.readBytes(bytes, begun.length, read.readableBytes());
        read.release();
        if (from.channel().isActive()) {
            int used = frames(bytes, length);
            keep(bytes, used, length);
        }
    }

    /** Hands on each whole frame; answers where the first one that is not whole begins. */
    private int frames(byte[] bytes, int length) {
        int at = 0;
        while (length - at >= Frame.HEAD) {
            long payload = Frame.length(bytes, at);
            if (payload > maxMessage) {
                loop.lane.refuse(Refusal.TOO_LARGE, source);
                begun = NOTHING;
                context.close();
                return length;
            }
            if (length - at - Frame.HEAD < payload) {
                return at;
            }
            loop.lane.take(bytes, at + Frame.HEAD, (int) payload, Frame.flags(bytes, at), source, address, true);
            at += Frame.HEAD + (int) payload;
        }
        return at;
    }

    private void keep(byte[] bytes, int from, int to) {
        if (from == to) {
            begun = NOTHING;
            return;
        }
        if (from > 0 || begun.length == 0) {
            begunAt = loop.now();
        }
        begun = Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.readOf(this);
    }

    /** Whether its frame was begun before a moment of the steady clock. */
    boolean begunBefore(long moment) {
        return begun.length > 0 && begunAt < moment;
    }

    void reading(boolean go) {
        context.channel().config().setAutoRead(go);
    }

    void close() {
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable broken) {
        LOG.log(Level.DEBUG, "LogHog: the connection of {0} ends: {1}", source.address(), broken.toString());
        from.close();
    }
}
