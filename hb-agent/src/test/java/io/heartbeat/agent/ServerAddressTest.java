package io.heartbeat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "hb.example.org,        hb.example.org, 50003, hb.example.org:50003",
        "hb.example.org:51400,  hb.example.org, 51400, hb.example.org:51400",
        "192.0.2.1:9,           192.0.2.1,      9,     192.0.2.1:9",
        "[2001:db8::1]:51400,   2001:db8::1,    51400, [2001:db8::1]:51400",
        "[2001:db8::1],         2001:db8::1,    50003, [2001:db8::1]:50003",
        "2001:db8::1,           2001:db8::1,    50003, [2001:db8::1]:50003",
        "fe80::1%eth0,          fe80::1%eth0,   50003, [fe80::1%eth0]:50003",
    })
    void readsWhatUsersWrite(String text, String host, int port, String written) {
        ServerAddress address = ServerAddress.parse(text, 50003);

        assertThat(address).isEqualTo(new ServerAddress(host, port)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":50003",
                "host:",
                "host:0",
                "host:65536",
                "host:http",
                "host:-1",
                "[::1",
                "[::1]x",
                "[::1]:",
                "[host]:1",
                "-x",
                "http://host/",
                "user@host",
                "a b",
                "host:١٢"
            })
    void refusesWhatIsNoServer(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text, 50003))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"");
    }
}
