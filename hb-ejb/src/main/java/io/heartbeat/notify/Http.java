package io.heartbeat.notify;

import io.heartbeat.clock.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts over HTTP within a time that includes the answer's last byte, follows no redirection (it would carry secrets away),
 * and reads no more of an answer than a log can use. Thread-safe.
 */
public class Http {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final HttpClient client;
    private final TimeSource time;

    /** @param executor where answers are read; null for the client's own threads */
    public Http(Executor executor, TimeSource time) {
        this.client = client(executor);
        this.time = time;
    }

    /** One that posts nothing. */
    Http(TimeSource time) {
        this.client = null;
        this.time = time;
    }

    private static HttpClient client(Executor executor) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10));
        if (executor != null) {
            builder.executor(executor);
        }
        return builder.build();
    }

    /** Posts JSON, and judges the answer by its status. */
    public Outcome json(URI to, String body, Map<String, String> headers, Duration timeout) {
        return post(to, "application/json; charset=utf-8", body, headers, timeout);
    }

    /** Posts a body, and judges the answer by its status: 2xx arrived, 408, 425, 429 and 5xx may on another try. */
    public Outcome post(URI to, String type, String body, Map<String, String> headers, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", type)
                .header("User-Agent", "heartbeat")
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request.build(), info -> new BoundedText());
        try {
            return judged(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return Outcome.retry(0, "no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Outcome.retry(0, reason(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.retry(0, "interrupted");
        }
    }

    private Outcome judged(HttpResponse<String> answer) {
        int status = answer.statusCode();
        String body = answer.body();
        if (status >= 200 && status < 300) {
            return Outcome.sent(status, body);
        }
        if (status >= 300 && status < 400) {
            return Outcome.refused(status, "redirects elsewhere, which is not followed: set the address it moved to");
        }
        if (status >= 500 || status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY) {
            return Outcome.retry(
                    status,
                    body,
                    answer.headers().firstValue("Retry-After").map(this::pause).orElse(null));
        }
        return Outcome.refused(status, body);
    }

    /** Seconds, also with a fraction, or a date; null for what is neither. */
    Duration pause(String retryAfter) {
        try {
            return seconds(Double.parseDouble(retryAfter.strip()));
        } catch (NumberFormatException noNumber) {
            try {
                ZonedDateTime until = ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
                return bounded(Duration.between(time.wall(), until.toInstant()));
            } catch (DateTimeParseException nonsense) {
                return null;
            }
        }
    }

    /** The pause of a refused try, also where it stands in the body, in seconds under this key. */
    public static Outcome asked(Outcome outcome, String key) {
        if (outcome.kind() != Outcome.Kind.RETRY || outcome.pause() != null) {
            return outcome;
        }
        OptionalDouble seconds = Json.number(outcome.answer(), key);
        return seconds.isEmpty()
                ? outcome
                : Outcome.retry(outcome.status(), outcome.answer(), seconds(seconds.getAsDouble()));
    }

    private static Duration seconds(double seconds) {
        return bounded(Duration.ofMillis((long) Math.ceil(Math.min(seconds, 1e9) * 1_000)));
    }

    /** No service makes us wait for ever. */
    private static Duration bounded(Duration pause) {
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static boolean unresolved(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause instanceof UnresolvedAddressException || cause instanceof ConnectException && unresolved(cause);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException && failure.getMessage() == null) {
            return unresolved(failure)
                    ? "the host's name cannot be found"
                    : "nobody listens there, or nothing gets through";
        }
        String what = failure instanceof IOException ? "" : failure.getClass().getSimpleName() + " ";
        String said = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return what + said;
    }
}
