package io.heartbeat.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatagramRingTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("127.0.0.1", 9);

    @Test
    void whatGoesInComesOutInOrderAndUnchangedAtAnyFillLevel() {
        DatagramRing ring = new DatagramRing(5 * DatagramRing.LARGEST, 64);
        Random random = new Random(11);
        Queue<Integer> expected = new ArrayDeque<>();
        int sent = 0;
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(5) < 3) {
                sent += publish(ring, sent, lengths(random)) ? keep(expected, sent) : 0;
            } else if (ring.poll()) {
                take(ring, expected.remove());
            }
        }
        while (ring.poll()) {
            take(ring, expected.remove());
        }
        assertThat(expected).isEmpty();
        assertThat(sent).isGreaterThan(5_000);
    }

    @Test
    void thereIsNoRoomWhileTheConsumerIsTooFarBehind() {
        DatagramRing ring = new DatagramRing(4 * DatagramRing.LARGEST, 2);
        assertThat(publish(ring, 0, 10)).isTrue();
        assertThat(publish(ring, 1, 10)).isTrue();
        assertThat(ring.room()).isNull();

        take(ring, 0);
        assertThat(publish(ring, 2, 10)).isTrue();
        take(ring, 1);
        take(ring, 2);
        assertThat(ring.poll()).isFalse();
    }

    @Test
    void twoThreadsPassEverythingInOrder() throws InterruptedException {
        DatagramRing ring = new DatagramRing(4 * DatagramRing.LARGEST, 1024);
        int count = 300_000;
        Thread producer = new Thread(() -> {
            for (int number = 0; number < count; ) {
                if (publish(ring, number, 4 + number % 300)) {
                    number++;
                } else {
                    Thread.onSpinWait();
                }
            }
        });
        producer.start();
        for (int number = 0; number < count; ) {
            if (ring.poll()) {
                take(ring, number++);
            } else {
                ring.await(TimeUnit.SECONDS.toNanos(10));
            }
        }
        producer.join();
        assertThat(ring.poll()).isFalse();
        assertThat(ring.waiting()).isZero();
    }

    private static int lengths(Random random) {
        return random.nextInt(10) == 0 ? random.nextInt(DatagramRing.LARGEST) : 4 + random.nextInt(300);
    }

    private static int keep(Queue<Integer> expected, int number) {
        expected.add(number);
        return 1;
    }

    private static boolean publish(DatagramRing ring, int number, int length) {
        ByteBuffer room = ring.room();
        if (room == null) {
            return false;
        }
        assertThat(room.remaining()).isEqualTo(DatagramRing.LARGEST);
        for (int i = 0; i < length; i++) {
            room.put((byte) number);
        }
        ring.publish(length, number, SOURCE);
        return true;
    }

    private static void take(DatagramRing ring, int number) {
        assertThat(ring.poll()).isTrue();
        assertThat(ring.stamp()).isEqualTo(number);
        for (int i = ring.offset(); i < ring.offset() + ring.length(); i++) {
            assertThat(ring.bytes()[i]).isEqualTo((byte) number);
        }
        ring.release();
    }
}
