package io.heartbeat.loghamster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.logstore.LogStore;
import io.heartbeat.settings.Settings;
import io.heartbeat.telemetry.Telemetry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {
    @TempDir
    Path folder;

    /** A stopped server refuses in the calling thread, so that nothing here depends on who is faster. */
    @Test
    void bytesBehindAnInitThatIsRefusedAreGivenBack() throws IOException {
        Path file = Files.writeString(folder.resolve("hb.yaml"), "loghamster:\n  server:\n    basedirectory: logs\n");
        LoghamsterSettings settings = Settings.read(file, Map.of(), root -> LoghamsterSettings.from(root, folder))
                .orElseThrow();
        Telemetry telemetry = new Telemetry(TimeSource.SYSTEM);
        try (LogStore store = new LogStore(folder.resolve("catalogue"), TimeSource.SYSTEM, Thread::new, telemetry)) {
            Outputs outputs =
                    new Outputs(settings, store, folder.resolve("ledger"), TimeSource.SYSTEM, telemetry, Thread::new);
            outputs.close();
            EmbeddedChannel connection =
                    new EmbeddedChannel(new Conversation(settings, outputs, new Instruments(telemetry)));
            ByteBuf sent = Unpooled.copiedBuffer("INIT STREAM web:/var/log/x nginx -\nits first bytes", UTF_8);

            connection.writeInbound(sent);

            assertThat(connection.isActive()).isFalse();
            assertThat(sent.refCnt()).isZero();
        }
    }
}
