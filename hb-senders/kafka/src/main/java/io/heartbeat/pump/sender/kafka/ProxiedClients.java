package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.MetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AdminOver;
import org.apache.kafka.clients.admin.internals.AdminMetadataManager;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerOver;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/** Clients whose connections go through SOCKS, to every broker that the cluster names. */
final class ProxiedClients implements Clients {
    private static final long BACKOFF_MILLIS = 100;
    private static final long MAX_BACKOFF_MILLIS = 1000;
    private static final long MAX_AGE_MILLIS = 300_000;
    private static final int IN_FLIGHT = 5;

    private final KafkaPlan plan;
    private final ClientSettings settings;
    private final List<InetSocketAddress> servers;
    private final LogContext log = new LogContext();

    ProxiedClients(KafkaPlan plan) throws IOException {
        this.plan = plan;
        this.settings = new ClientSettings(plan);
        this.servers = plan.servers().stream().map(KafkaPlan::address).toList();
    }

    /** Kafka looks up what stands here although it uses {@link #servers}, which only the proxy can look up. */
    private static Map<String, Object> nowhere(Map<String, Object> settings) {
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, List.of("127.0.0.1:9"));
        return settings;
    }

    @Override
    public Producer<byte[], byte[]> producer(int room) {
        ProducerConfig config = new ProducerConfig(nowhere(settings.producer(room)));
        ProducerMetadata metadata = new ProducerMetadata(
                BACKOFF_MILLIS,
                MAX_BACKOFF_MILLIS,
                MAX_AGE_MILLIS,
                MAX_AGE_MILLIS,
                log,
                new ClusterResourceListeners(),
                Time.SYSTEM);
        metadata.bootstrap(servers);
        ApiVersions versions = new ApiVersions();
        return ProducerOver.client(config, metadata, network(config, metadata, null, versions), versions);
    }

    @Override
    public Admin admin() {
        AdminClientConfig config = new AdminClientConfig(nowhere(settings.admin()));
        AdminMetadataManager metadata = new AdminMetadataManager(log, BACKOFF_MILLIS, MAX_AGE_MILLIS, false);
        metadata.update(Cluster.bootstrap(servers), Time.SYSTEM.milliseconds());
        return AdminOver.client(config, metadata, network(config, null, metadata.updater(), new ApiVersions()));
    }

    private NetworkClient network(
            AbstractConfig config, Metadata metadata, MetadataUpdater updater, ApiVersions versions) {
        return new NetworkClient(
                updater,
                metadata,
                SocksSelector.of(plan.proxy(), config, log),
                "hbc",
                IN_FLIGHT,
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG),
                config.getLong(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG),
                config.getInt(CommonClientConfigs.SEND_BUFFER_CONFIG),
                config.getInt(CommonClientConfigs.RECEIVE_BUFFER_CONFIG),
                config.getInt(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG),
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG),
                config.getLong(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG),
                Time.SYSTEM,
                true,
                versions,
                null,
                log,
                ProxiedClients::named,
                null,
                Long.MAX_VALUE,
                MetadataRecoveryStrategy.NONE);
    }

    /** A name without an address: the proxy looks it up. */
    private static InetAddress[] named(String host) throws java.net.UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(host, new byte[4])};
    }
}
