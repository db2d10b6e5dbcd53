package io.heartbeat.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which machines users may have called. */
class ReachTest {
    private static final Reach NOTHING_MORE = Configured.by("", Reach::from);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.7.7",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.2",
                "203.0.113.3",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:1234::1",
                "2001:db8::1"
            })
    void whatIsNotOfTheInternetIsNotPublic(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.1.0.1",
                "198.20.0.1",
                "2606:4700::1",
                "2002:808:808::1"
            })
    void theInternetIsPublic(String address) throws UnknownHostException {
        assertThat(Reach.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/x",
                "https://[::1]/x",
                "http://2130706433/x",
                "http://localhost/x",
                "http://LOCALHOST./x",
                "http://169.254.169.254/latest/meta-data"
            })
    void anAddressInsideIsRefusedHoweverItIsWritten(String url) {
        assertThat(NOTHING_MORE.bars(List.of(url)))
                .hasValueSatisfying(outcome -> assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED));
    }

    @Test
    void theConfigurationPermitsNetworksAndNames() {
        Reach more = Configured.by("notify_user_hosts: [127.0.0.0/8, Hooks.Example.Org, \"::1\"]", Reach::from);
        assertThat(more.bars(List.of("http://127.0.0.1:8080/x", "https://hooks.example.org./y", "https://[::1]/z")))
                .isEmpty();
        assertThat(more.bars(List.of("http://10.0.0.1/"))).isPresent();
        assertThat(NOTHING_MORE.bars(Map.of("user", "key", "chat", "-100").values()))
                .isEmpty();
    }

    @Test
    void whatIsNeitherIsAProblem() {
        assertThat(Configured.problems("notify_user_hosts: [\"10.0.0.0/33\", \"http://x\", 1.2.3]", Reach::from))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("1: notify_user_hosts: must be names of hosts"));
    }
}
