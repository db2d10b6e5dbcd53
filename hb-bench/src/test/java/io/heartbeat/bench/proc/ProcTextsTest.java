package io.heartbeat.bench.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcTextsTest {
    @Test
    void cpuSecondsAreUserAndSystemBehindAnOddCommandName() {
        String stat = "4711 (a) b (c) S 1 4711 4711 0 -1 4194304 100 0 0 0 250 75 0 0 20 0 12 0 100 1000 50";

        assertThat(ProcTexts.cpuSeconds(stat)).isEqualTo(3.25);
    }

    @Test
    void aStatusLineIsFoundByItsWholeKey() {
        String status = "Name:\tjava\nVmRSSX:\t1 kB\nVmRSS:\t  560124 kB\nThreads:\t87\n";

        assertThat(ProcTexts.status(status, "VmRSS")).isEqualTo(560_124);
        assertThat(ProcTexts.status(status, "Threads")).isEqualTo(87);
        assertThatThrownBy(() -> ProcTexts.status(status, "VmSwap")).hasMessageContaining("VmSwap");
    }

    @Test
    void udpCountersPairNamesWithNumbersAndLeaveUdpLiteAlone() {
        String snmp =
                """
                Ip: Forwarding DefaultTTL
                Ip: 1 64
                Udp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
                Udp: 1000 2 3 4 5 6
                UdpLite: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors SndbufErrors
                UdpLite: 0 0 0 0 99 0
                """;

        assertThat(ProcTexts.udpCounters(snmp))
                .containsEntry("InDatagrams", 1000L)
                .containsEntry("RcvbufErrors", 5L)
                .hasSize(6);
    }

    @Test
    void dropsAreSummedOverTheSocketsOfThePort() {
        String header =
                "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref"
                        + " pointer drops\n";
        String table = header
                + "  100: 0100007F:C353 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 17\n"
                + "  101: 0100007F:C353 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 2 2 0 25\n"
                + "  102: 0100007F:C354 0100007F:C353 07 00000000:00000000 00:00000000 00000000     0        0 3 2 0 99\n";

        assertThat(ProcTexts.drops(table, 50003)).isEqualTo(42);
        assertThat(ProcTexts.drops(table, 50005)).isZero();
    }
}
