package io.heartbeat.rolling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackTest {
    @TempDir
    Path directory;

    private record Piece(long offset, int length, long packed) {}

    private final List<Piece> pieces = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"XZ,xz", "GZIP,gzip", "BZIP2,bzip2"})
    void theTool(Packing format, String tool) throws Exception {
        Path source = lines(200_000);
        Path packed = pack(format, source, 1);
        Process process = new ProcessBuilder(tool, "-dc", packed.toString()).start();
        assertThat(process.getInputStream().readAllBytes()).isEqualTo(Files.readAllBytes(source));
        assertThat(process.waitFor()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void eachPieceBeginsWithALineAndCanBeReadByItself(Packing format) throws IOException {
        Path source = lines(200_000);
        Path packed = pack(format, source, 1);
        byte[] plain = Files.readAllBytes(source);
        assertThat(pieces).hasSizeGreaterThan(1);
        Piece last = pieces.get(pieces.size() - 1);
        assertThat(last.offset + last.length).isEqualTo(plain.length);
        assertThat(plain[(int) last.offset - 1]).isEqualTo((byte) '\n');
        try (InputStream in = Files.newInputStream(packed)) {
            in.skipNBytes(last.packed);
            assertThat(format.unpack(in).readAllBytes())
                    .isEqualTo(java.util.Arrays.copyOfRange(plain, (int) last.offset, plain.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFileStaysOne(Packing format) throws IOException {
        Path packed = pack(format, Files.createFile(directory.resolve("empty")), 6);
        try (InputStream in = Files.newInputStream(packed)) {
            assertThat(format.unpack(in).readAllBytes()).isEmpty();
        }
    }

    /** Fix of loghogd: the configured level counts. */
    @ParameterizedTest
    @EnumSource
    void theLevelCounts(Packing format) throws IOException {
        Path source = lines(30_000);
        long least = Files.size(pack(format, source, 0));
        long most = Files.size(pack(format, source, 9));
        assertThat(most).isLessThan(least);
    }

    @Test
    void aLineLongerThanAPieceIsCutRatherThanHeld() throws IOException {
        byte[] long_ = new byte[Pack.PIECE + 100];
        java.util.Arrays.fill(long_, (byte) 'x');
        Path packed = pack(Packing.GZIP, Files.write(directory.resolve("long"), long_), 1);
        try (InputStream in = Files.newInputStream(packed)) {
            assertThat(Packing.GZIP.unpack(in).readAllBytes()).isEqualTo(long_);
        }
    }

    @Test
    void aFormatIsKnownByItsEnding() {
        assertThat(Packing.of("web.log.2026.bz2")).contains(Packing.BZIP2);
        assertThat(Packing.of("web.log")).isEmpty();
    }

    private Path pack(Packing format, Path source, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Pack(format, level, (from, piece, length, offset, packed) -> pieces.add(new Piece(offset, length, packed)))
                .apply(source, out);
        return Files.write(directory.resolve("packed" + level + format.suffix()), out.toByteArray());
    }

    private Path lines(int count) throws IOException {
        Random random = new Random(50003);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("2026-11-21 07:36:05 - athens - request ")
                    .append(random.nextLong())
                    .append(" done\n");
        }
        return Files.write(directory.resolve("lines"), text.toString().getBytes(UTF_8));
    }
}
