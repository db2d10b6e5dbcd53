package io.heartbeat.loghog;

import io.heartbeat.wire.loghog.Frame;
import io.heartbeat.wire.loghog.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/** Takes datagrams; nothing that is in one ends more than that one. */
final class DatagramHandler extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(DatagramHandler.class.getName());

    private final Loop loop;
    private final Sources sources;
    private final long maxMessage;
    private InetAddress last;
    private Source source;
    private byte[] address;

    DatagramHandler(Loop loop, Sources sources, long maxMessage) {
        this.loop = loop;
        this.sources = sources;
        this.maxMessage = maxMessage;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        from(packet.sender().getAddress());
        ByteBuf content = packet.content();
        int length = content.readableBytes();
        byte[] bytes = loop.lane.scratch(length);
        content.readBytes(bytes, 0, length);
        packet.release();
        frames(bytes, length);
    }

    private void from(InetAddress sender) {
        if (!sender.equals(last)) {
            last = sender;
            source = sources.of(sender);
            address = sender.getHostAddress().getBytes(StandardCharsets.US_ASCII);
        }
    }

    private void frames(byte[] bytes, int length) {
        if (length == 0) {
            loop.lane.refuse(Refusal.EMPTY, source);
        }
        int at = 0;
        while (at < length) {
            long payload = length - at < Frame.HEAD ? Long.MAX_VALUE : Frame.length(bytes, at);
            if (payload > length - at - Frame.HEAD) {
                boolean huge = payload != Long.MAX_VALUE && payload > maxMessage;
                loop.lane.refuse(huge ? Refusal.TOO_LARGE : Refusal.TRUNCATED, source);
                return;
            }
            loop.lane.take(bytes, at + Frame.HEAD, (int) payload, Frame.flags(bytes, at), source, address, false);
            at += Frame.HEAD + (int) payload;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        loop.readOfDatagrams();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        LOG.log(Level.WARNING, "LogHog: a datagram was lost: {0}", broken.toString());
    }
}
