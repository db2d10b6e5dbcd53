package io.heartbeat.tls;

import io.heartbeat.telemetry.Occurrence;
import io.heartbeat.telemetry.Telemetry;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;

/**
 * A client with which no TLS came about: it has no certificate that we trust, does not trust ours, speaks another version, or
 * says nothing.
 *
 * @param receiver who was called: {@code LogHog}
 * @param counter of such clients, its own
 */
public record TlsRefused(String receiver, String counter, InetAddress source, Throwable why) implements Occurrence {
    /** Reports it if this handshake fails. Who goes away in between is a port scan, or somebody who looks whether we are alive. */
    public static void watch(
            SslHandler handshake, String receiver, String counter, InetAddress source, Telemetry telemetry) {
        handshake.handshakeFuture().addListener(shaken -> {
            if (!shaken.isSuccess() && !(shaken.cause() instanceof ClosedChannelException)) {
                telemetry.report(new TlsRefused(receiver, counter, source, shaken.cause()));
            }
        });
    }

    @Override
    public String help() {
        return receiver + " connections whose TLS handshake failed.";
    }

    @Override
    public String line() {
        Throwable deepest = why;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return receiver + ": no TLS with " + source.getHostAddress() + ": "
                + Occurrence.shown(String.valueOf(deepest.getMessage()));
    }
}
