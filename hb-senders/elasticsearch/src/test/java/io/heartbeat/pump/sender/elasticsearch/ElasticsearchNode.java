package io.heartbeat.pump.sender.elasticsearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.codelibs.elasticsearch.runner.ElasticsearchClusterRunner;

/** One node of Elasticsearch 7 in this process, on free ports. */
final class ElasticsearchNode implements AutoCloseable {
    private final ElasticsearchClusterRunner runner = new ElasticsearchClusterRunner();
    private final int port = freePort();

    ElasticsearchNode(Path data) throws IOException {
        int transport = freePort();
        runner.onBuild((number, settings) -> {
                    settings.put("http.port", port);
                    settings.put("transport.port", transport);
                    settings.put("network.host", "127.0.0.1");
                    settings.put("logger.level", "ERROR");
                    settings.put("discovery.type", "single-node");
                    settings.put("action.auto_create_index", "false");
                    settings.put("http.max_content_length", "1mb");
                })
                .build(ElasticsearchClusterRunner.newConfigs()
                        .basePath(data.toString())
                        .numOfNode(1)
                        .clusterName("test"));
        runner.ensureYellow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        runner.close();
    }
}
