package io.heartbeat.pump.sender.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the server says, on the event loop; the sending thread waits for it. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored")
final class Answers extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final String shown;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile CompletableFuture<Void> pong = new CompletableFuture<>();
    private volatile long expected;
    private volatile IOException broken;

    /** @param shown what messages begin with */
    Answers(String shown) {
        this.shown = shown;
    }

    /** The next pong is the answer to the ping of this number. */
    void expect(long number) throws IOException {
        expected = number;
        pong = new CompletableFuture<>();
        check();
    }

    void opened(Duration patience) throws IOException, InterruptedException {
        await(opened, patience, "the handshake");
    }

    void pong(Duration patience) throws IOException, InterruptedException {
        await(pong, patience, "a ping");
    }

    void check() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    private void await(CompletableFuture<Void> answer, Duration patience, String what)
            throws IOException, InterruptedException {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(shown + ": no answer to " + what + " within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw broken;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof PongWebSocketFrame) {
            if (frame.content().readableBytes() == Long.BYTES && frame.content().readLong() == expected) {
                pong.complete(null);
            }
        } else if (frame instanceof CloseWebSocketFrame close) {
            String reason =
                    close.reasonText() == null ? "" : " " + close.reasonText().replaceAll("\\p{Cntrl}", " ");
            fail(new ClosedException(
                    shown + ": closed by the server: " + close.statusCode() + reason, close.statusCode()));
            context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            opened.complete(null);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            fail(new IOException(shown + ": no answer to the handshake"));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        boolean plain = cause instanceof NotSslRecordException || reason instanceof NotSslRecordException;
        fail(new IOException(shown + ": " + (plain ? "it does not speak TLS" : reason.getMessage()), cause));
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException(shown + ": closed by the server"));
    }

    private void fail(IOException failure) {
        if (broken == null) {
            broken = failure;
        }
        opened.completeExceptionally(failure);
        pong.completeExceptionally(failure);
    }
}
