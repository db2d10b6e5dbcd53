package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.dns.DnsNames.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNamesTest {
    private static final List<String> DOMAINS = List.of("dyn.example.org", "lab.example.net");

    @Test
    void aHostUnderADomainHasItsOwnNameAndAShortOneIsExtended() {
        assertThat(DnsNames.of("Web.Dyn.Example.Org", DOMAINS))
                .containsExactly(new Place("web.dyn.example.org", "dyn.example.org"));
        assertThat(DnsNames.of("a.b.lab.example.net", DOMAINS))
                .containsExactly(new Place("a.b.lab.example.net", "lab.example.net"));
        assertThat(DnsNames.of("web", DOMAINS))
                .extracting(Place::name)
                .containsExactly("web.dyn.example.org", "web.lab.example.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.example.org",
                "dyn.example.org",
                "evildyn.example.org",
                "web.dyn.example.org.evil.net",
                "a_b",
                "-a",
                "a-",
                "a..dyn.example.org",
                "web\n",
                "web;",
                "web\"",
                "we b",
                "*",
                "",
                ".",
                "web$",
                "wéb",
                "@",
                "\\000",
                "web.dyn.example.org\nupdate delete ns.dyn.example.org"
            })
    void othersHaveNone(String host) {
        assertThat(DnsNames.of(host, List.of("dyn.example.org"))).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsNone() {
        assertThat(DnsNames.of("a".repeat(64), DOMAINS)).isEmpty();
        String labels = ("a".repeat(60) + ".").repeat(4);
        assertThat(DnsNames.of(labels + "dyn.example.org", DOMAINS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 7.2.0.192.in-addr.arpa, 192.0.2.7",
        "2001:db8::7, 7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, 2001:db8::7",
        "2001:db8:0:1:0:0:0:1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, 2001:db8:0:1::1",
        "::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa, ::1",
        "2001:db8:1:2:3:4:5:0, 0.0.0.0.5.0.0.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa, 2001:db8:1:2:3:4:5:0",
        "fe80::1%1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa, fe80::1"
    })
    void addressesHaveAReverseNameAndAShortText(String address, String reverse, String text) {
        assertThat(DnsNames.reverse(Rig.address(address)).name()).isEqualTo(reverse);
        assertThat(DnsNames.text(Rig.address(address))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "192.0.2.7, PUBLIC",
        "2001:db8::7, PUBLIC",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.32.0.1, PUBLIC",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.128.0.1, PUBLIC",
        "fd00::1, PRIVATE",
        "fc00::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "fec0::1, PRIVATE",
        "169.254.1.1, LINK_LOCAL",
        "127.0.0.1, LOOPBACK",
        "127.9.9.9, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:10.0.0.1, PRIVATE",
        "0.0.0.0,",
        "0.1.2.3,",
        "::,",
        "224.0.0.1,",
        "255.255.255.255,",
        "240.0.0.1,",
        "ff02::1,"
    })
    void addressesAreOfAClassOrOfNone(String address, AddressClass expected) {
        assertThat(AddressClass.of(Rig.address(address)).orElse(null)).isEqualTo(expected);
    }
}
