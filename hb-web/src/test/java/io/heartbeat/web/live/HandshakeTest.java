package io.heartbeat.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.access.AccessSettings;
import io.heartbeat.access.TokenBook;
import io.heartbeat.access.Users;
import io.heartbeat.web.security.Viewer;
import io.heartbeat.web.security.Viewers;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    @ParameterizedTest
    @CsvSource({
        ",monitor:50004,true",
        "http://monitor:50004,monitor:50004,true",
        "https://MONITOR,monitor,true",
        "http://monitor:50004,monitor:50005,true",
        "http://[::1]:50004,[::1]:50005,true",
        "http://evil.example,monitor:50004,false",
        "http://monitor.evil.example,monitor,false",
        "http://monitor@evil.example,monitor,false",
        "null,monitor,false",
        "garbage,monitor,false",
        "http://monitor,,false",
        "http:// monitor,monitor,false"
    })
    void onlyPagesOfThisHostMayWatch(String origin, String host, boolean welcome) {
        assertThat(new Handshake(origin, host, null, null, null).welcome()).isEqualTo(welcome);
    }

    @ParameterizedTest
    @CsvSource({"since=12,12", "a=b&since=1795251600000000,1795251600000000", "token=x&since=%31,1"})
    void readsTheNumber(String query, long since) {
        assertThat(new Handshake(null, null, null, null, query).since()).isEqualTo(OptionalLong.of(since));
    }

    @ParameterizedTest
    @CsvSource({"since=", "since=-1", "since=1e3", "since=99999999999999999999", "since=%", "x", ",", "''"})
    void nonsenseIsNoNumber(String query) {
        assertThat(new Handshake(null, null, null, null, query).since()).isEmpty();
    }

    @Test
    void whoNamesHostsIsToldOfThoseThatItMaySeeAndNoOthers() {
        Viewers everybody = new Viewers(
                new Users(new AccessSettings(Map.of(), Optional.empty(), Map.of(), true)),
                new TokenBook(new FakeTime()) {});
        Viewer some = new Handshake(null, null, null, null, "host=web&since=3&host=db%2D1")
                .viewer(everybody)
                .orElseThrow();
        assertThat(some.sees("web")).isTrue();
        assertThat(some.sees("db-1")).isTrue();
        assertThat(some.sees("mail")).isFalse();
        assertThat(some.admin()).isFalse();
        assertThat(some.valid()).isTrue();
        assertThat(new Handshake(null, null, null, null, "since=3")
                        .viewer(everybody)
                        .orElseThrow()
                        .sees("mail"))
                .isTrue();
    }
}
