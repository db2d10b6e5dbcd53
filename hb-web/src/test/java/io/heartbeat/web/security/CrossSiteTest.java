package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, authorization, Sec-Fetch-Site, Origin, Host, forged
                "POST, -, same-origin, http://hb:50004, hb:50004, false",
                "POST, -, none, -, hb:50004, false",
                "POST, -, cross-site, https://evil.example, hb:50004, true",
                "POST, -, same-site, http://other.hb:50004, hb:50004, true",
                "DELETE, -, cross-site, -, hb:50004, true",
                "POST, -, -, https://evil.example, hb:50004, true",
                "POST, -, -, http://hb:50004, hb:50004, false",
                "POST, -, -, https://HB:50004, hb:50004, false",
                "POST, -, -, http://hb:8080, hb:50004, true",
                "POST, -, -, null, hb:50004, true",
                "POST, -, -, http://[bad, hb:50004, true",
                "POST, -, -, http://hb:50004, -, true",
                "POST, -, -, -, hb:50004, false",
                "GET, -, cross-site, https://evil.example, hb:50004, false",
                "POST, Bearer x, cross-site, https://evil.example, hb:50004, false",
                "POST, Basic x, cross-site, https://evil.example, hb:50004, true",
            })
    void tellsWhoseWishItIs(
            String method, String authorization, String site, String origin, String host, boolean forged) {
        assertThat(CrossSite.forged(method, authorization, site, origin, host)).isEqualTo(forged);
    }
}
