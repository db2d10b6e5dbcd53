package io.heartbeat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SenderTest {
    @ParameterizedTest
    @EnumSource(
            value = Senders.class,
            names = {"AUTO", "JAVA"})
    void everyNumberLeavesOnceAndTheCountEndsIt(Senders which, @TempDir Path directory) throws Exception {
        LoadSpec spec = new LoadSpec(Shape.MIX, Wire.PLAIN, 10, 50_000, 200, 20, LoadSpec.LOWEST, 3);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(1 << 20);
            Pool pool = Pool.compose(spec, Signer.none());

            SendReport report = which.open(directory).send(pool, socket.getLocalPort());

            assertThat(report.sent()).isEqualTo(200);
            assertThat(numbers(socket, 200)).doesNotHaveDuplicates().allMatch(n -> n >= 100_000_000 && n < 100_000_200);
        }
    }

    private static List<Long> numbers(DatagramSocket socket, int count) throws Exception {
        socket.setSoTimeout(5_000);
        List<Long> numbers = new ArrayList<>();
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        for (int i = 0; i < count; i++) {
            socket.receive(packet);
            String json = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(json).startsWith("{").endsWith("}");
            numbers.add(Long.parseLong(json.split("\"seq\":")[1].substring(0, 9)));
        }
        return numbers;
    }

    @Test
    void theReportOfTheNativeSenderIsRead() {
        assertThat(SendReport.parse("1000 500000000 2 3\n")).isEqualTo(new SendReport(1000, 500_000_000, 2, 3));
        assertThat(SendReport.parse("1000 500000000 2 3").rate()).isEqualTo(2000);
        assertThatThrownBy(() -> SendReport.parse("blast: no")).hasMessageContaining("blast: no");
    }

    @Test
    void aLoadWithoutAnEndIsRefused() {
        assertThatThrownBy(() -> new LoadSpec(Shape.HTB, Wire.PLAIN, 1, 0, 0, 1, LoadSpec.LOWEST, 1))
                .hasMessageContaining("count");
        assertThatThrownBy(() -> new LoadSpec(Shape.HTB, Wire.PLAIN, 1, 0, 2, 1, LoadSpec.HIGHEST, 1))
                .hasMessageContaining("at most 1");
    }
}
