package io.heartbeat.wire.loghog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenFramesTest {
    private static final LogMessage HELLO =
            new LogMessage("golden", "web.requests", 1358363502, 250000000, "athens", "INFO - Hello world!");

    private final MessageReader reader = new MessageReader(65536);

    @ParameterizedTest
    @CsvSource({"1,162", "2,211", "3,140"})
    void theOriginalClientsDatagramsAreRead(int number, int length) {
        byte[] frame = GoldenFrames.frame(number);
        assertThat(frame).hasSize(length);
        assertThat(read(frame, 0)).isNull();
        assertThat(message()).isEqualTo(HELLO);
    }

    @Test
    void theOriginalClientsSignatureIsRight() {
        read(GoldenFrames.frame(2), 0);
        assertThat(new Signature("foobar").check(reader, false)).isNull();
        assertThat(new Signature("foobaz").check(reader, false)).isEqualTo(Refusal.BAD_SIGNATURE);
        assertThat(new Signature("foobar").check(reader, true)).isEqualTo(Refusal.UNSIGNED);
    }

    @Test
    void twoFramesBackToBackWithEveryKindOfCharacter() {
        byte[] frames = GoldenFrames.frame(4);
        assertThat(frames).hasSize(354);
        assertThat(read(frames, 0)).isNull();
        assertThat(message().body()).isEqualTo("INFO - first");
        assertThat(read(frames, Frame.HEAD + 0x93)).isNull();
        assertThat(message().body()).isEqualTo("INFO - jalapño ✓ 😀 \"q\"\\ \n tab\t");
    }

    @Test
    void oursAreTheSameBytesAsTheOriginals() {
        assertThat(MessageWriter.plain().frame(HELLO)).isEqualTo(GoldenFrames.frame(1));
        MessageWriter signing = new MessageWriter("foobar", Set.of(MessageWriter.Signing.MD5), false);
        assertThat(signing.frame(HELLO)).isEqualTo(GoldenFrames.frame(2));
        MessageWriter packing = new MessageWriter(null, Set.of(), true);
        assertThat(packing.frame(HELLO)).isEqualTo(GoldenFrames.frame(3));
    }

    private Refusal read(byte[] frames, int at) {
        int length = (frames[at + 2] & 0xFF) << 8 | frames[at + 3] & 0xFF;
        return reader.read(frames, at + Frame.HEAD, length, frames[at + 7]);
    }

    private LogMessage message() {
        return new LogMessage(
                reader.application().text(),
                reader.module().text(),
                Long.parseLong(reader.stamp().text()),
                Integer.parseInt(reader.nanos().text()),
                reader.hostname().text(),
                reader.body().text());
    }
}
