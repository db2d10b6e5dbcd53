package io.heartbeat.loghamster;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.wire.loghamster.Pace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes a stream's bytes from its connection to its output. Reading pauses while too much waits to be written, here or in the
 * whole server, and while the stream is faster than its limit.
 */
final class Reception extends ChannelInboundHandlerAdapter implements Peer {
    /** Bytes of one stream that may wait. */
    private static final int HIGH = 4 << 20;

    private static final int LOW = 1 << 20;

    private final ChannelHandlerContext context;
    private final Instruments instruments;
    private final Pace pace;
    private final AtomicInteger waiting = new AtomicInteger();
    private Stream stream;
    private Output output;
    private boolean over;
    private boolean pacing;
    private boolean full;

    Reception(ChannelHandlerContext context, LoghamsterSettings settings, Instruments instruments) {
        this.context = context;
        this.instruments = instruments;
        this.pace = new Pace(settings.rateLimit(), TimeSource.SYSTEM);
    }

    /** Where its bytes go. */
    void into(Stream own, Output to) {
        stream = own;
        output = to;
    }

    /** Begins to read. */
    void open() {
        instruments.active(1);
        context.channel().closeFuture().addListener(closed -> instruments.active(-1));
        look();
    }

    @Override
    public void channelRead(ChannelHandlerContext own, Object message) {
        take((ByteBuf) message);
    }

    /** Passes bytes on. */
    void take(ByteBuf data) {
        int bytes = data.readableBytes();
        if (over || bytes == 0) {
            data.release();
            return;
        }
        instruments.received(bytes);
        instruments.waiting(bytes);
        full = waiting.addAndGet(bytes) >= HIGH || instruments.crowded();
        output.offer(Chunk.of(stream, data));
        long pause = pace.book(bytes);
        if (pause > 0 && !pacing) {
            pacing = true;
            context.executor().schedule(this::paced, pause, TimeUnit.NANOSECONDS);
        }
        look();
    }

    private void paced() {
        pacing = false;
        look();
    }

    private void look() {
        boolean read = !full && !pacing;
        if (context.channel().config().isAutoRead() != read) {
            context.channel().config().setAutoRead(read);
        }
    }

    @Override
    public void taken(int bytes) {
        instruments.waiting(-bytes);
        int left = waiting.addAndGet(-bytes);
        if (left <= LOW && left + bytes > LOW || left == 0) {
            onLoop(() -> {
                full = waiting.get() >= HIGH || instruments.crowded() && waiting.get() > 0;
                look();
            });
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext own, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            done();
        }
        own.fireUserEventTriggered(event);
    }

    /** The peer has sent everything. */
    void done() {
        end(Chunk.End.DONE);
    }

    /** The connection is gone. */
    void broken() {
        end(Chunk.End.BROKEN);
    }

    private void end(Chunk.End how) {
        if (!over) {
            over = true;
            output.offer(Chunk.end(stream, how));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext own) {
        broken();
        own.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext own, Throwable cause) {
        own.close();
    }

    @Override
    public InetAddress address() {
        return ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    }

    @Override
    public void say(String line) {
        onLoop(() -> {
            // A peer that reads nothing gets no more lines than its buffer takes.
            if (context.channel().isWritable()) {
                context.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public void sayAndClose(String line) {
        onLoop(() -> context.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE));
    }

    @Override
    public void close() {
        onLoop(context::close);
    }

    private void onLoop(Runnable task) {
        try {
            context.channel().eventLoop().execute(task);
        } catch (RejectedExecutionException stopping) {
            // The connection ends with its loop.
        }
    }
}
