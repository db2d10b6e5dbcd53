package io.heartbeat.agent.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceManagerTest {
    @TempDir
    Path directory;

    @Test
    void speaksToASocketInTheFileSystem() throws Exception {
        String path = directory.resolve("notify").toString();
        try (NotifySocket socket = new NotifySocket(path)) {
            speak(path);

            assertThat(socket.receive()).isEqualTo("READY=1");
            assertThat(socket.receive()).isEqualTo("STATUS=2 servers, all here");
            assertThat(socket.receive()).isEqualTo("WATCHDOG=1");
            assertThat(socket.receive()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void speaksToAnAbstractSocket() throws Exception {
        String name = "@hbc-test-" + ProcessHandle.current().pid();
        try (NotifySocket socket = new NotifySocket(name)) {
            speak(name);

            assertThat(socket.receive()).isEqualTo("READY=1");
        }
    }

    private static void speak(String socket) {
        ServiceManager manager = new ServiceManager(Map.of("NOTIFY_SOCKET", socket), 1);
        manager.ready();
        manager.status("2 servers,\nall here");
        manager.alive();
        manager.stopping();
    }

    @Test
    void withoutServiceManagerNothingHappens() {
        ServiceManager manager = new ServiceManager(Map.of("WATCHDOG_USEC", "1000"), 1);

        assertThat(manager.present()).isFalse();
        assertThat(manager.watchdog()).isEmpty();
        assertThatCode(manager::ready).doesNotThrowAnyException();
    }

    @Test
    void socketThatIsGoneDoesNotHurt() {
        String gone = directory.resolve("gone").toString();

        assertThatCode(new ServiceManager(Map.of("NOTIFY_SOCKET", gone), 1)::ready)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/path", "vsock:2:1234"})
    void addressOfAnotherKindIsIgnored(String socket) {
        assertThat(new ServiceManager(Map.of("NOTIFY_SOCKET", socket), 1).present())
                .isFalse();
    }

    @Test
    void watchdogTimeIsThatOfTheServiceManager() {
        assertThat(watchdog("30000000", "17")).hasValue(Duration.ofSeconds(30));
        assertThat(watchdog("30000000", "")).hasValue(Duration.ofSeconds(30));
        assertThat(watchdog("30000000", "18")).isEmpty();
        assertThat(watchdog("0", "17")).isEmpty();
        assertThat(watchdog("soon", "17")).isEmpty();
    }

    private static java.util.Optional<Duration> watchdog(String micros, String pid) {
        return new ServiceManager(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid), 17)
                .watchdog();
    }
}
