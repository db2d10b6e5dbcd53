package io.heartbeat.loghog.client;

import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * Handler for java.util.logging. In {@code logging.properties}, each behind {@code io.heartbeat.loghog.client.LogHogHandler.}:
 * {@code application} (required), {@code server}, {@code port}, {@code transport}, {@code hostname}, {@code secret},
 * {@code signing}, {@code compressed}, {@code capacity}, {@code pemFile}, {@code caFile}, {@code verifyHost}, {@code level}.
 */
public final class LogHogHandler extends Handler {
    private final LogHogClient client;

    /** As {@code logging.properties} says. Without a usable configuration nothing is sent, and that is reported once. */
    public LogHogHandler() {
        LogHogClient made = null;
        try {
            String level = property("level", "ALL");
            setLevel(Level.parse(level.toUpperCase(Locale.ROOT)));
            made = new LogHogClient(configured());
        } catch (IOException | RuntimeException wrong) {
            reportError("LogHog: nothing is sent", new Exception(wrong), ErrorManager.OPEN_FAILURE);
        }
        client = made;
        setFormatter(new Bodies());
    }

    /** By options in code. */
    public LogHogHandler(LogHogOptions options) throws IOException {
        client = new LogHogClient(options);
        setFormatter(new Bodies());
    }

    private LogHogOptions configured() {
        Transport transport = Transport.valueOf(property("transport", "TCP").toUpperCase(Locale.ROOT));
        String secret = property("secret", "");
        LogHogOptions options = LogHogOptions.of(property("application", ""), property("server", "localhost"))
                .over(transport, path("pemFile"), path("caFile"))
                .signed(secret.isEmpty() ? null : secret, signing())
                .compressed(Boolean.parseBoolean(property("compressed", "false")))
                .holding(Integer.parseInt(property("capacity", "10000")));
        int port = Integer.parseInt(property("port", "0"));
        String hostname = property("hostname", "");
        options = port > 0 ? options.at(port) : options;
        options = hostname.isEmpty() ? options : options.from(hostname);
        return Boolean.parseBoolean(property("verifyHost", "true")) ? options : options.anyServerName();
    }

    private static Set<Signing> signing() {
        Set<Signing> chosen = EnumSet.noneOf(Signing.class);
        for (String name : property("signing", "MD5").split(",")) {
            chosen.add(Signing.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        return chosen;
    }

    private static Path path(String key) {
        String text = property(key, "");
        return text.isEmpty() ? null : Path.of(text);
    }

    private static String property(String key, String usual) {
        String value = LogManager.getLogManager().getProperty(LogHogHandler.class.getName() + "." + key);
        return value == null ? usual : value.strip();
    }

    @Override
    public void publish(LogRecord event) {
        if (client != null && isLoggable(event)) {
            String logger = event.getLoggerName() == null ? "" : event.getLoggerName();
            client.log(event.getInstant(), logger, getFormatter().format(event));
        }
    }

    @Override
    public void flush() {
        // The sender's thread holds nothing back.
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    /** The client behind it, for its counters; null when nothing can be sent. */
    public LogHogClient client() {
        return client;
    }

    /** Level, message, stack trace. */
    private static final class Bodies extends Formatter {
        private final SimpleFormatter plain = new SimpleFormatter();

        @Override
        public String format(LogRecord event) {
            String body = event.getLevel().getName() + " - " + plain.formatMessage(event);
            if (event.getThrown() == null) {
                return body;
            }
            StringWriter trace = new StringWriter();
            event.getThrown().printStackTrace(new PrintWriter(trace, true));
            return body + "\n" + trace.toString().stripTrailing();
        }
    }
}
