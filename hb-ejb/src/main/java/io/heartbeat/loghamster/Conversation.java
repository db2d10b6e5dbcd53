package io.heartbeat.loghamster;

import io.heartbeat.wire.loghamster.Accepted;
import io.heartbeat.wire.loghamster.Dialogue;
import io.heartbeat.wire.loghamster.Init;
import io.heartbeat.wire.loghamster.RefusedException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The lines of one connection, until its {@code INIT} is accepted and a {@link Reception} takes over. */
final class Conversation extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    /** The original's client reads once for the banner and once for the id: in one segment the second read waits for ever. */
    private static final long APART_MILLIS = 40;

    private static final long AGAIN_MILLIS = 2_000;
    private static final int MOST_COMMANDS = 10;

    private final LoghamsterSettings settings;
    private final Outputs outputs;
    private final Instruments instruments;
    private final String id =
            String.format(Locale.ROOT, "%06x", ThreadLocalRandom.current().nextInt(1 << 24));
    private ByteBuf waiting = Unpooled.EMPTY_BUFFER;
    private int commands;
    private boolean beginning;
    private boolean ended;

    Conversation(LoghamsterSettings settings, Outputs outputs, Instruments instruments) {
        this.settings = settings;
        this.outputs = outputs;
        this.instruments = instruments;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        say(context, Dialogue.BANNER);
        context.executor().schedule(() -> name(context), APART_MILLIS, TimeUnit.MILLISECONDS);
        context.executor().schedule(() -> tooLate(context), settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says the id, and says it again to a client that does not go on: it read it together with the banner. */
    private void name(ChannelHandlerContext context) {
        if (!context.isRemoved() && context.channel().isActive() && commands == 0) {
            say(context, Dialogue.streamId(id));
            context.executor().schedule(() -> name(context), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tooLate(ChannelHandlerContext context) {
        if (!context.isRemoved() && !beginning && context.channel().isActive()) {
            instruments.refused("no_init");
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        waiting = waiting.isReadable() ? Unpooled.wrappedBuffer(waiting, data) : replaced(data);
        read(context);
    }

    private ByteBuf replaced(ByteBuf data) {
        waiting.release();
        return data;
    }

    private void read(ChannelHandlerContext context) {
        while (!beginning && !context.isRemoved() && waiting.isReadable()) {
            int end = waiting.indexOf(waiting.readerIndex(), waiting.writerIndex(), (byte) '\n');
            if (end < 0) {
                if (waiting.readableBytes() > Dialogue.MAX_LINE) {
                    refuseAndClose(context, "A line is longer than " + Dialogue.MAX_LINE + " bytes");
                }
                return;
            }
            String line = waiting.readCharSequence(end - waiting.readerIndex(), StandardCharsets.UTF_8)
                    .toString();
            waiting.skipBytes(1);
            command(context, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        }
    }

    private void command(ChannelHandlerContext context, String line) {
        int command = commands++;
        try {
            begin(context, Init.parse(line), command);
        } catch (RefusedException e) {
            instruments.refused("bad_command");
            if (commands >= MOST_COMMANDS) {
                refuseAndClose(context, e.getMessage());
            } else {
                say(context, Dialogue.error(e.getMessage()));
            }
        }
    }

    private void begin(ChannelHandlerContext context, Init init, int command) {
        beginning = true;
        context.channel().config().setAutoRead(false);
        Reception reception = new Reception(context, settings, instruments);
        Stream stream = new Stream(init, reception, command);
        try {
            outputs.writers().execute(() -> {
                try {
                    Output output = outputs.begin(stream);
                    String answer = accepted(stream);
                    context.executor().execute(() -> accept(context, reception, stream, output, answer));
                } catch (IOException | RuntimeException e) {
                    LOG.log(Level.DEBUG, "{0} cannot begin: {1}", init, e);
                    context.executor().execute(() -> {
                        instruments.refused("output");
                        refuseAndClose(context, "The output cannot be written now");
                    });
                }
            });
        } catch (RejectedExecutionException stopping) {
            context.close();
        }
    }

    private String accepted(Stream stream) {
        return stream.resumable()
                ? new Accepted(
                                id,
                                stream.command(),
                                OptionalLong.of(stream.offset()),
                                stream.tailPrint(),
                                stream.deflated())
                        .line()
                : Accepted.plain(id, stream.command()).line();
    }

    private void accept(
            ChannelHandlerContext context, Reception reception, Stream stream, Output output, String answer) {
        reception.into(stream, output);
        if (!context.channel().isActive()) {
            reception.broken();
            return;
        }
        say(context, answer);
        ByteBuf rest = waiting;
        waiting = Unpooled.EMPTY_BUFFER;
        context.pipeline().replace(this, "reception", reception);
        reception.take(rest);
        if (ended) {
            reception.done();
        }
        reception.open();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended = true;
            if (!beginning) {
                context.close();
            }
        }
        context.fireUserEventTriggered(event);
    }

    /** However it ended: what came behind the {@code INIT} lies in memory that nobody else gives back. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.release();
        waiting = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        LOG.log(Level.DEBUG, "a connection broke: {0}", broken.toString());
        context.close();
    }

    private static void say(ChannelHandlerContext context, String line) {
        context.writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.UTF_8));
    }

    private static void refuseAndClose(ChannelHandlerContext context, String reason) {
        context.writeAndFlush(Unpooled.copiedBuffer(Dialogue.error(reason), StandardCharsets.UTF_8))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
