package io.heartbeat.pump.sender.opensearch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of OpenSearch 2 in this process, on free ports. */
final class OpensearchNode implements AutoCloseable {
    private final OpenSearchRunner runner = new OpenSearchRunner();
    private final int port = freePort();

    OpensearchNode(Path data) throws IOException {
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
                .build(OpenSearchRunner.newConfigs()
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
