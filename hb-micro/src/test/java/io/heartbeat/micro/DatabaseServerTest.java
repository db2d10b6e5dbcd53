package io.heartbeat.micro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.storage.StorageSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that refuses in PostgreSQL's protocol (chapter 55 of its documentation, "Message Formats"); one that takes is in hb-it. */
class DatabaseServerTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Clock clock = new Clock();
    private ServerSocket server;

    private static final class Clock implements TimeSource {
        private long millis;

        @Override
        public Instant wall() {
            return Instant.EPOCH.plusMillis(millis);
        }

        @Override
        public long steadyMillis() {
            return millis;
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void aServerThatStartsIsWaitedForAndOneThatRefusesIsNot() {
        refuses("57P03 the database system is starting up", "57P03 still", "28P01 password authentication failed");
        assertThatThrownBy(this::await)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("db_url: the database refuses (FATAL: password authentication failed")
                .hasMessageContaining("correct db_url, db_user or db_password")
                .hasMessageNotContaining("s3cret");
        assertThat(clock.millis).isEqualTo(2_000);
        assertThat(said.toString(UTF_8))
                .isEqualToNormalizingNewlines(
                        "hbd waits for the database: FATAL: the database system is starting up\n");
    }

    @Test
    void aServerThatIsNotThereForAMinuteEndsTheStart() throws IOException {
        server.close();
        assertThatThrownBy(this::await)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("db_url: the database does not answer (Connection to 127.0.0.1:")
                .hasMessageContaining("start it, or correct db_url");
        assertThat(clock.millis).isEqualTo(60_000);
    }

    private void await() {
        String url = "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/heartbeat?sslmode=disable";
        new DatabaseServer(
                        new StorageSettings(Path.of("data"), url, "hb", "s3cret"),
                        clock,
                        rest -> clock.millis += rest.toMillis(),
                        new PrintStream(said, true, UTF_8))
                .await();
    }

    private void refuses(String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        Thread thread = new Thread(() -> {
            while (!left.isEmpty()) {
                try (Socket client = server.accept()) {
                    refuse(client, left.poll());
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void refuse(Socket client, String answer) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readFully(new byte[in.readInt() - 4]);
        String fields = "SFATAL\0VFATAL\0C" + answer.substring(0, 5) + "\0M" + answer.substring(6) + "\0\0";
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeByte('E');
        out.writeInt(4 + fields.length());
        out.write(fields.getBytes(UTF_8));
        out.flush();
    }
}
