package io.heartbeat.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MarksTest {
    private final Marks marks = new Marks();

    @Test
    void aHostIsTakenOncePerMark() {
        LiveHost host = new LiveHost("web", 0);
        marks.add(host);
        marks.add(host);
        assertThat(take()).containsExactly(host);
        assertThat(take()).isEmpty();
        marks.add(host);
        assertThat(take()).containsExactly(host);
    }

    @Test
    void noMarkIsLostBetweenThreads() throws InterruptedException {
        List<LiveHost> hosts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            hosts.add(new LiveHost("host" + i, 0));
        }
        int rounds = 20_000;
        AtomicInteger[] written = new AtomicInteger[hosts.size()];
        int[] seen = new int[hosts.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = new AtomicInteger();
        }
        CountDownLatch finished = new CountDownLatch(2);
        for (int t = 0; t < 2; t++) {
            Thread writer = new Thread(() -> {
                for (int i = 0; i < rounds; i++) {
                    written[i % hosts.size()].incrementAndGet();
                    marks.add(hosts.get(i % hosts.size()));
                }
                finished.countDown();
            });
            writer.start();
        }
        do {
            marks.drain(host -> seen[hosts.indexOf(host)] = written[hosts.indexOf(host)].get());
        } while (!finished.await(0, TimeUnit.MILLISECONDS));
        marks.drain(host -> seen[hosts.indexOf(host)] = written[hosts.indexOf(host)].get());
        for (int i = 0; i < written.length; i++) {
            assertThat(seen[i]).isEqualTo(written[i].get());
        }
    }

    private List<LiveHost> take() {
        List<LiveHost> taken = new ArrayList<>();
        marks.drain(taken::add);
        return taken;
    }
}
