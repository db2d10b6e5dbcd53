package io.heartbeat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private final Buffers buffers = new Buffers(2);

    @Test
    void aWriterThatComesInTimeCostsNoLine() throws Exception {
        Chunk first = buffers.acquire();
        buffers.acquire();
        CompletableFuture<Chunk> waiting = CompletableFuture.supplyAsync(buffers::acquire);
        assertThat(waiting).isNotDone();
        buffers.release(first);
        assertThat(waiting.get(Buffers.PATIENCE_MS, TimeUnit.MILLISECONDS)).isSameAs(first);
        assertThat(buffers.dropped(Drop.STALLED)).isZero();
    }

    @Test
    void aDiskThatAnswersNothingIsWaitedForOnce() throws Exception {
        Chunk first = buffers.acquire();
        buffers.acquire();
        assertThat(buffers.acquire()).isNull();
        assertThat(buffers.stalled()).isTrue();
        CompletableFuture<Void> many = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1_000; i++) {
                buffers.acquire();
            }
        });
        many.get(Buffers.PATIENCE_MS, TimeUnit.MILLISECONDS);
        assertThat(buffers.dropped(Drop.STALLED)).isEqualTo(1_001);
        buffers.release(first);
        assertThat(buffers.stalled()).isFalse();
        assertThat(buffers.acquire()).isSameAs(first);
    }

    @Test
    void aDiskThatFailsIsNotWaitedFor() throws Exception {
        buffers.acquire();
        buffers.acquire();
        buffers.diskFails(true);
        CompletableFuture.supplyAsync(buffers::acquire).get(Buffers.PATIENCE_MS / 2, TimeUnit.MILLISECONDS);
        assertThat(buffers.dropped(Drop.DISK)).isEqualTo(1);
        assertThat(buffers.dropped(Drop.STALLED)).isZero();
    }

    @Test
    void anInterruptedThreadDropsItsLineAndStaysInterrupted() {
        buffers.acquire();
        buffers.acquire();
        Thread.currentThread().interrupt();
        assertThatCode(() -> assertThat(buffers.acquire()).isNull()).doesNotThrowAnyException();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(buffers.dropped(Drop.STALLED)).isEqualTo(1);
    }
}
