package io.heartbeat.web.live.port;

import io.heartbeat.web.agent.AgentFiles;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.stream.ChunkedStream;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.util.Optional;

/** Agents fetched from the port that has TLS of its own: one file a connection, read as fast as the other end takes it. */
final class Download {
    private static final int CHUNK = 64 << 10;
    private static final int PATIENCE_SECONDS = 60;

    private Download() {}

    /** Whether somebody asks for a file rather than for the feed. */
    static boolean wanted(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET) && request.uri().startsWith(AgentFiles.PATH);
    }

    /**
     * Sends the file and closes the connection.
     *
     * @param own the handler that took the request; it leaves, and its deadline with it
     * @return false when there is no such file
     */
    static boolean begin(ChannelHandlerContext context, FullHttpRequest request, AgentFiles files, Doorman own)
            throws IOException {
        Optional<AgentFiles.Opened> file = files.open(request.uri().substring(AgentFiles.PATH.length()));
        if (file.isEmpty()) {
            return false;
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, file.get().type());
        response.headers().set(HttpHeaderNames.CONNECTION, "close");
        HttpUtil.setContentLength(response, file.get().bytes());
        context.pipeline()
                .addBefore(context.name(), "patience", new WriteTimeoutHandler(PATIENCE_SECONDS))
                .addBefore(context.name(), "chunks", new ChunkedWriteHandler());
        context.write(response);
        context.writeAndFlush(new HttpChunkedInput(new ChunkedStream(file.get().contents(), CHUNK)))
                .addListener(ChannelFutureListener.CLOSE);
        context.pipeline().remove(own);
        return true;
    }
}
