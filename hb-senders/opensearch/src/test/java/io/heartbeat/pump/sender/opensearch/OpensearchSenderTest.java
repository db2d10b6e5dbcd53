package io.heartbeat.pump.sender.opensearch;

import io.heartbeat.pump.sender.SenderFactory;
import io.heartbeat.pump.sender.elasticsearch.Rest;
import io.heartbeat.pump.sender.elasticsearch.SearchSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real OpenSearch 2. */
class OpensearchSenderTest extends SearchSuite {
    @TempDir
    static Path data;

    private static OpensearchNode node;

    @BeforeAll
    static void start() throws Exception {
        node = new OpensearchNode(data);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Override
    protected SenderFactory factory() {
        return new OpensearchSenderFactory();
    }

    @Override
    protected Rest server() {
        return new Rest(node.url(), true);
    }
}
