package io.heartbeat.pump.sender.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.pump.sender.SenderContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileSenderFactoryTest {
    private final FileSenderFactory factory = new FileSenderFactory();

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(factory, Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void needsAFile() {
        assertThatThrownBy(() -> SenderContract.plan(factory, "file_compress: true"))
                .hasMessageContaining("readers.r.senders.s.file_output: is needed");
    }
}
