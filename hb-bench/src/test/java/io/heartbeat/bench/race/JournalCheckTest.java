package io.heartbeat.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.bench.load.LoadSpec;
import io.heartbeat.bench.load.Pool;
import io.heartbeat.bench.load.Shape;
import io.heartbeat.bench.load.Signer;
import io.heartbeat.bench.load.Wire;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JournalCheckTest {
    private static final String HEAD =
            "{\"timestamp\":1795248000.123456,\"datetime\":\"2026-11-21T08:00:00.123Z\",\"source_ip\":\"127.0.0.1\","
                    + "\"source_port\":40000,\"message\":";

    private static JournalCheck.Verdict verdict(int sent, String... lines) throws Exception {
        LoadSpec spec = new LoadSpec(Shape.HTB, Wire.PLAIN, 2, 0, 100, 1, LoadSpec.LOWEST, 1);
        JournalCheck check = new JournalCheck(Pool.compose(spec, Signer.none()), sent);
        check.read(new ByteArrayInputStream(String.join("", lines).getBytes(StandardCharsets.UTF_8)));
        return check.verdict();
    }

    private static String line(long number) {
        return HEAD + "{\"ID\":\"HTB\",\"nested\":{\"seq\":7},\"seq\":" + number + "}}\n";
    }

    @Test
    void everyNumberOnceIsExact() throws Exception {
        JournalCheck.Verdict verdict = verdict(2, line(100_000_001), line(100_000_000));

        assertThat(verdict.exact()).isTrue();
        assertThat(verdict.lines()).isEqualTo(2);
    }

    @Test
    void missingDoubledAndForeignNumbersAreToldApart() throws Exception {
        JournalCheck.Verdict verdict = verdict(3, line(100_000_000), line(100_000_000), line(100_000_002), line(5));

        assertThat(verdict.missing()).isEqualTo(1);
        assertThat(verdict.doubled()).isEqualTo(1);
        assertThat(verdict.foreign()).isEqualTo(1);
        assertThat(verdict.exact()).isFalse();
    }

    @Test
    void linesThatAreNoJournalLinesAreInvalid() throws Exception {
        String whole = line(100_000_000);
        JournalCheck.Verdict verdict = verdict(
                1,
                whole,
                "\n",
                whole.replace("}}", "}"),
                whole.replace("\"source_port\":40000,", ""),
                whole.replace("}}", "}} {}"),
                whole.replace("40000", "\"40000\""),
                "[]\n");

        assertThat(verdict.invalid()).isEqualTo(6);
        assertThat(verdict.examples()).hasSize(3);
    }

    @Test
    void aLineCutAtTheEndIsInvalid() throws Exception {
        assertThat(verdict(1, line(100_000_000).strip()).invalid()).isEqualTo(1);
    }

    @Test
    void linesAreFoundAcrossTheEndOfTheBuffer() throws Exception {
        String[] lines = new String[20_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = line(100_000_000 + i);
        }

        assertThat(verdict(20_000, lines).exact()).isTrue();
    }
}
