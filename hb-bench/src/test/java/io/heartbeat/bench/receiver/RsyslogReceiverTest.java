package io.heartbeat.bench.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RsyslogReceiverTest {
    @Test
    void itsConfigurationNamesItsOwnPlacesAndTheBuffer() {
        String raw = RsyslogReceiver.configuration(Path.of("/w"), 40_001, 8_388_608, false);

        assertThat(raw)
                .contains("workDirectory=\"/w\"", "port=\"40001\"", "rcvbufSize=\"8388608\"", "file=\"/w/received\"")
                .contains("string=\"%rawmsg%\\n\"")
                .doesNotContain("mmjsonparse");
    }

    @Test
    void withJsonEachMessageIsParsedBeforeItIsWritten() {
        String json = RsyslogReceiver.configuration(Path.of("/w"), 40_001, 8_388_608, true);

        assertThat(json).contains("module(load=\"mmjsonparse\")");
        assertThat(json.indexOf("action(type=\"mmjsonparse\" cookie=\"\""))
                .isPositive()
                .isLessThan(json.indexOf("action(type=\"omfile\""));
    }
}
