package io.heartbeat.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsSettingsTest {
    @Test
    void theOriginalsKeysAreEnough() {
        DnsSettings settings =
                Configured.by("dyndomains: [Dyn.Example.Org.]\nnsupdate_bin: /usr/bin/nsupdate\n", DnsSettings::from);

        assertThat(settings.dyndomains()).containsExactly("dyn.example.org");
        assertThat(settings.provider()).isEqualTo("nsupdate");
        assertThat(settings.server()).isEmpty();
        assertThat(settings.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.addresses()).containsExactlyInAnyOrder(AddressClass.PUBLIC, AddressClass.PRIVATE);
        assertThat(settings.down().deletes()).isFalse();
        assertThat(settings.ptr()).isFalse();
        assertThat(settings.owner()).isEmpty();
    }

    @Test
    void theKeyComesFromAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("tsig"), Bind.SECRET + "\n");
        DnsSettings settings = Configured.by(
                "dyndomains: a.org\ndns_tsig_name: HB.\ndns_tsig_algorithm: hmac-sha512\ndns_tsig_secret_file: "
                        + secret + "\n",
                DnsSettings::from);

        assertThat(settings.provider()).isEqualTo("rfc2136");
        assertThat(settings.tsig()).contains(new TsigKey("hb", TsigKey.Algorithm.HMAC_SHA512, Bind.SECRET));
        assertThat(settings.toString()).doesNotContain(Bind.SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dyndomains: 'a b' | 1: dyndomains: `a b` is no domain name, such as dyn.example.org",
                "dns_server: 'a b' | 1: dns_server: must be the name or the address of a name server, such as 192.0.2.53",
                "dns_server: '-v' | 1: dns_server: must be the name or the address of a name server, such as 192.0.2.53",
                "dns_port: 0 | 1: dns_port: must be a whole number from 1 to 65535, such as 53; found `0`",
                "dns_tsig_name: hb | 1: dns_tsig_name: needs dns_tsig_secret or dns_tsig_secret_file",
                "dns_tsig_secret: x | 1: dns_tsig_secret: needs dns_tsig_name, the name of the key at the name server",
                "{dns_tsig_name: 'a b', dns_tsig_secret: x} | 1: dns_tsig_name: must be the name of the key at the name server, such as heartbeat",
                "{dns_tsig_name: hb, dns_tsig_secret: c2hvcnQ=} | 1: dns_tsig_secret: must be base64 of at least 16 bytes, as tsig-keygen prints it",
                "dns_tsig_algorithm: hmac-md5 | 1: dns_tsig_algorithm: must be one of hmac_sha256, hmac_sha384, hmac_sha512; found `hmac-md5`",
                "dns_owner: 'a;b' | 1: dns_owner: must be 1 to 64 letters, digits, `.`, `-`, `_`, such as hb1",
                "dns_addresses: [public, lan] | 1: dns_addresses: must be of public, private, link_local, loopback; found `lan`",
                "dns_on_down: drop | 1: dns_on_down: must be one of keep, delete; found `drop`",
                "dns_mass_share: 2 | 1: dns_mass_share: must be a number from 0.01 to 1, such as 0.2; found `2`",
                "dns_ttl: 0 | 1: dns_ttl: must be a time from 1s to 7d in seconds, such as 60, or with a unit: 10s, 5m, 1h, 2d; found `0`",
            })
    void aFaultIsToldWithItsPlace(String yaml, String problem) {
        assertThat(Configured.problems(yaml + "\n", DnsSettings::from)).containsExactly(problem);
    }
}
