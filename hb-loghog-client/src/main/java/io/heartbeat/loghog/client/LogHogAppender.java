package io.heartbeat.loghog.client;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.heartbeat.wire.loghog.MessageWriter.Signing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Logback appender. Properties as elements: {@code application} (required), {@code server} (localhost), {@code port},
 * {@code transport} (TCP), {@code hostname}, {@code secret}, {@code signing} (MD5, SHA256 or both with a comma),
 * {@code compressed}, {@code capacity}, {@code pattern}, {@code pemFile}, {@code caFile}, {@code verifyHost}.
 */
public final class LogHogAppender extends AppenderBase<ILoggingEvent> {
    private static final String USUAL_PATTERN = "%level - %msg%n%ex";

    private final PatternLayout layout = new PatternLayout();
    private String application = "";
    private String server = "localhost";
    private int port;
    private Transport transport = Transport.TCP;
    private String hostname;
    private String secret;
    private Set<Signing> signing = EnumSet.of(Signing.MD5);
    private boolean compressed;
    private int capacity = 10_000;
    private String pattern = USUAL_PATTERN;
    private Path pemFile;
    private Path caFile;
    private boolean verifyHost = true;
    private LogHogClient client;

    @Override
    public void start() {
        try {
            client = new LogHogClient(options());
            layout.setContext(getContext());
            layout.setPattern(pattern);
            layout.start();
            super.start();
        } catch (IOException | RuntimeException wrong) {
            addError("LogHog: nothing is sent: " + wrong.getMessage(), wrong);
        }
    }

    private LogHogOptions options() {
        LogHogOptions options = LogHogOptions.of(application, server)
                .over(transport, pemFile, caFile)
                .signed(secret, signing)
                .compressed(compressed)
                .holding(capacity);
        options = port > 0 ? options.at(port) : options;
        options = hostname == null ? options : options.from(hostname);
        return verifyHost ? options : options.anyServerName();
    }

    @Override
    protected void append(ILoggingEvent event) {
        client.log(
                event.getInstant(),
                event.getLoggerName(),
                layout.doLayout(event).stripTrailing());
    }

    @Override
    public void stop() {
        super.stop();
        if (client != null) {
            client.close();
        }
    }

    /** The client behind it, for its counters; null before the start. */
    public LogHogClient client() {
        return client;
    }

    /** {@code app_id}. */
    public void setApplication(String name) {
        application = name;
    }

    /** Name or address of the server. */
    public void setServer(String name) {
        server = name;
    }

    /** 0 for the transport's usual one. */
    public void setPort(int number) {
        port = number;
    }

    /** UDP, TCP or TLS. */
    public void setTransport(String name) {
        transport = Transport.valueOf(name.strip().toUpperCase(Locale.ROOT));
    }

    /** Under which the lines appear. */
    public void setHostname(String name) {
        hostname = name;
    }

    /** Of the facility. */
    public void setSecret(String text) {
        secret = text.isEmpty() ? null : text;
    }

    /** MD5, SHA256, or both with a comma between. */
    public void setSigning(String names) {
        Set<Signing> chosen = EnumSet.noneOf(Signing.class);
        for (String name : names.split(",")) {
            chosen.add(Signing.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        signing = chosen;
    }

    /** Whether payloads are zlib. */
    public void setCompressed(boolean zlib) {
        compressed = zlib;
    }

    /** Messages that wait at most. */
    public void setCapacity(int messages) {
        capacity = messages;
    }

    /** Logback pattern of the body. */
    public void setPattern(String text) {
        pattern = text;
    }

    /** Certificate and key. */
    public void setPemFile(String file) {
        pemFile = Path.of(file);
    }

    /** Who vouches for the server. */
    public void setCaFile(String file) {
        caFile = Path.of(file);
    }

    /** Whether the server's certificate must be for its name. */
    public void setVerifyHost(boolean verify) {
        verifyHost = verify;
    }
}
