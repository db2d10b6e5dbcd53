package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.SenderFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real Elasticsearch 7.10. */
class ElasticsearchSenderTest extends SearchSuite {
    @TempDir
    static Path data;

    private static ElasticsearchNode node;

    @BeforeAll
    static void start() throws Exception {
        node = new ElasticsearchNode(data);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Override
    protected SenderFactory factory() {
        return new ElasticsearchSenderFactory();
    }

    @Override
    protected Rest server() {
        return new Rest(node.url(), false);
    }
}
