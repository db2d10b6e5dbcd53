package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Socks5;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ChannelBuilder;
import org.apache.kafka.common.network.ChannelMetadataRegistry;
import org.apache.kafka.common.network.ConnectionMode;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.SslChannelBuilder;
import org.apache.kafka.common.network.SslTransportLayer;
import org.apache.kafka.common.security.ssl.SslFactory;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** Kafka's connections through SOCKS. The thread of the client waits for the proxy: it has nothing else to do. */
final class SocksSelector extends Selector {
    private final Socks5 proxy;
    private final Map<SocketChannel, InetSocketAddress> targets;

    private SocksSelector(
            Socks5 proxy,
            Map<SocketChannel, InetSocketAddress> targets,
            long idleMillis,
            ChannelBuilder builder,
            LogContext log) {
        super(idleMillis, new Metrics(), Time.SYSTEM, "hbc", builder, log);
        this.proxy = proxy;
        this.targets = targets;
    }

    static SocksSelector of(Socks5 proxy, AbstractConfig config, LogContext log) {
        Map<SocketChannel, InetSocketAddress> targets = new WeakHashMap<>();
        ChannelBuilder builder =
                config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG).equals("SSL")
                        ? new Tunnelled(targets, log)
                        : new PlaintextChannelBuilder(null);
        Map<String, Object> settings = new HashMap<>(config.originals());
        settings.putAll(config.values());
        builder.configure(settings);
        return new SocksSelector(
                proxy, targets, config.getLong(CommonClientConfigs.CONNECTIONS_MAX_IDLE_MS_CONFIG), builder, log);
    }

    @Override
    protected boolean doConnect(SocketChannel channel, InetSocketAddress address) throws IOException {
        targets.put(channel, address);
        channel.configureBlocking(true);
        proxy.connect(channel.socket(), address.getHostString(), address.getPort(), ClientSettings.PATIENCE);
        channel.configureBlocking(false);
        return true;
    }

    /** TLS with the broker's name, where Kafka would take the proxy's. */
    private static final class Tunnelled extends SslChannelBuilder {
        private final Map<SocketChannel, InetSocketAddress> targets;

        Tunnelled(Map<SocketChannel, InetSocketAddress> targets, LogContext log) {
            super(ConnectionMode.CLIENT, null, false, log);
            this.targets = targets;
        }

        @Override
        protected SslTransportLayer buildTransportLayer(
                SslFactory factory, String id, SelectionKey key, ChannelMetadataRegistry registry) throws IOException {
            InetSocketAddress target = targets.get((SocketChannel) key.channel());
            return SslTransportLayer.create(
                    id, key, factory.createSslEngine(target.getHostString(), target.getPort()), registry);
        }
    }
}
