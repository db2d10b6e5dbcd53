package io.heartbeat.pump.sender;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * HTTP/1.1 towards one destination: one bound in time for connection, request and the whole answer, one in size for the
 * answer, no redirects. For one thread.
 */
public final class WebClient {
    /** What is longer is no answer, bytes. */
    public static final int MAX_ANSWER = 4 << 20;

    private final WebAddress address;
    private final Duration timeout;
    private final HttpClient client;

    /**
     * @param timeout of one request and its answer
     * @param tls null for that of Java
     * @throws IOException when the files of TLS are of no use
     */
    public WebClient(WebAddress address, Duration timeout, Tls tls) throws IOException {
        this.address = address;
        this.timeout = timeout;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        if (address.encrypted()) {
            SSLContext context = (tls == null ? new Tls(null, null, null) : tls).context();
            builder.sslContext(context).sslParameters(Tls.parameters(context));
        }
        client = builder.build();
    }

    /**
     * Sends a request and waits for its answer, whatever the status; the address's own authorization is added.
     *
     * @throws IOException when there was no whole answer in time; the message begins with scheme, host and port
     */
    public WebAnswer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (address.authorization() != null) {
            request.setHeader("Authorization", address.authorization());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.setHeader("User-Agent", "hbc").build(), head -> new BoundedBody(MAX_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new WebAnswer(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            throw new IOException(address.shown() + ": no answer within " + timeout.toMillis() / 1000.0 + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(address.shown() + ": " + reason(e.getCause()), e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** Java's own client leaves some of its exceptions without a message. */
    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "no address is known of this host";
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                return cause.getMessage();
            }
        }
        return failure instanceof java.net.ConnectException ? "cannot connect" : failure.toString();
    }
}
