package io.heartbeat.pump.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerSocketTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    private ServerSocket listening;
    private PeerSocket ours;
    private Socket theirs;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
        if (ours != null) {
            ours.close();
            theirs.close();
        }
    }

    private void connect(Duration patience) throws IOException {
        ours = PeerSocket.open("127.0.0.1", listening.getLocalPort(), null, patience);
        theirs = listening.accept();
    }

    @Test
    void peerThatTakesNothingIsGivenUp() throws IOException {
        connect(SHORT);
        byte[] much = new byte[32 << 20];
        assertThatThrownBy(() -> ours.write(much, 0, much.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took nothing");
    }

    @Test
    void endIsConfirmedByThePeersOwn() throws IOException {
        connect(LONG);
        ours.write(new byte[] {1, 2}, 1, 1);
        Thread peer = new Thread(this::readAndClose);
        peer.start();
        assertThat(ours.finish()).isTrue();
    }

    private void readAndClose() {
        try (Socket peer = theirs) {
            peer.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void peerThatDoesNotEndIsNoticed() throws IOException {
        connect(SHORT);
        assertThat(ours.finish()).isFalse();
    }

    @Test
    void peerThatSpeaksWithoutEndIsGivenUp() throws IOException {
        connect(LONG);
        theirs.getOutputStream().write(new byte[100_000]);
        assertThatThrownBy(() -> ours.finish()).hasMessageContaining("should close");
    }

    @Test
    void resetIsNoEnd() throws IOException {
        connect(LONG);
        ours.write(new byte[1], 0, 1);
        await().atMost(ONE_MINUTE).until(() -> theirs.getInputStream().available() == 1);
        theirs.setSoLinger(true, 0);
        theirs.close();
        assertThatThrownBy(() -> ours.finish()).isInstanceOf(IOException.class);
    }

    @Test
    void idleConnectionThatWasClosedIsNoticed() throws IOException {
        connect(LONG);
        ours.check();
        theirs.close();
        await().atMost(ONE_MINUTE)
                .untilAsserted(() -> assertThatThrownBy(() -> ours.check()).isInstanceOf(IOException.class));
    }

    @Test
    void interruptEndsAWait() throws Exception {
        connect(LONG);
        AtomicReference<Exception> ended = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                ours.in().read();
            } catch (IOException e) {
                ended.set(e);
            }
        });
        waiting.start();
        waiting.interrupt();
        waiting.join();
        assertThat(ended.get()).isInstanceOf(IOException.class);
    }

    @Test
    void failureNamesThePeer() throws IOException {
        listening.close();
        assertThatThrownBy(() -> PeerSocket.open("127.0.0.1", listening.getLocalPort(), null, SHORT))
                .hasMessageStartingWith("127.0.0.1:" + listening.getLocalPort() + ": ");
    }
}
