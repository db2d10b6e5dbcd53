package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Tls;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.security.auth.SslEngineFactory;

/** Gives Kafka the TLS that all senders have. Kafka makes it by its class. */
public final class TlsEngines implements SslEngineFactory {
    /** Key of Kafka's configuration that has the {@link SSLContext}. */
    static final String CONTEXT = "heartbeat.tls";

    private SSLContext context;

    /** For Kafka. */
    public TlsEngines() {}

    @Override
    public void configure(Map<String, ?> configuration) {
        context = (SSLContext) configuration.get(CONTEXT);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String identification) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(Tls.parameters(context));
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("nothing is served here");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> configuration) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public KeyStore keystore() {
        return null;
    }

    @Override
    public KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
