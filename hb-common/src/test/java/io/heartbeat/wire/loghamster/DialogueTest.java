package io.heartbeat.wire.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DialogueTest {
    @Test
    void linesAreThoseOfTheCapturedSession() {
        assertThat(Dialogue.BANNER).isEqualTo("# Welcome to LogHamster v0.2.1\n");
        assertThat(Dialogue.streamId("26e4c9")).isEqualTo("STREAMID 26e4c9\n");
        assertThat(Accepted.plain("26e4c9", 0).line()).isEqualTo("OK 26e4c9 0\n");
        assertThat(Dialogue.done(0, 6)).isEqualTo("OK 0 6\n");
        assertThat(Dialogue.error("Missing arguments for INIT")).isEqualTo("ERR 500 Missing arguments for INIT\n");
    }

    @Test
    void answersOfBothOriginalsAreRead() throws RefusedException {
        assertThat(Accepted.parse("OK 26e4c9 0")).isEqualTo(Accepted.plain("26e4c9", 0));
        assertThat(Accepted.parse("200 OK Ready to accept data")).isEqualTo(Accepted.plain("", 0));
        assertThat(Dialogue.doneOf("OK 0 6")).isEqualTo(6);
        assertThat(Dialogue.streamIdOf("STREAMID 26e4c9")).isEqualTo("26e4c9");
        assertThatThrownBy(() -> Accepted.parse("ERR 500 Unknown command FOO"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("ERR 500 Unknown command FOO");
    }

    @Test
    void theExtensionGoesBothWays() throws RefusedException {
        Accepted accepted = new Accepted("26e4c9", 1, OptionalLong.of(4096), "0011223344556677-256", true);
        assertThat(accepted.line()).isEqualTo("OK 26e4c9 1 offset:4096 tail:0011223344556677-256 compress:deflate\n");
        assertThat(Accepted.parse(accepted.line().strip())).isEqualTo(accepted);
        assertThat(Dialogue.ackOf(Dialogue.ack(77).strip())).isEqualTo(77);
    }

    @Test
    void numbersThatAreNoneAreNone() {
        for (String bad : new String[] {"ACK", "ACK ", "ACK x", "ACK -3", "ACK 9223372036854775808", "ACK 1 2", "OK"}) {
            assertThat(Dialogue.ackOf(bad)).as(bad).isEqualTo(-1);
            assertThat(Dialogue.doneOf(bad)).as(bad).isEqualTo(-1);
        }
        assertThat(Tail.length("ab-257")).isEqualTo(-1);
        assertThat(Tail.length("nothing")).isEqualTo(-1);
    }

    @Property(seed = "50003", tries = 300)
    void theTailIsThatOfTheWholeHoweverItCame(@ForAll byte[] first, @ForAll byte[] second) {
        Tail tail = new Tail();
        tail.update(ByteBuffer.wrap(first));
        tail.update(ByteBuffer.wrap(second));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        byte[] last = Arrays.copyOfRange(whole, Math.max(0, whole.length - Tail.LENGTH), whole.length);
        assertThat(tail.bytes()).isEqualTo(last);
        assertThat(tail.print()).isEqualTo(Tail.print(last)).isEqualTo(new Tail(last).print());
    }
}
