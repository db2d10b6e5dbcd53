package io.heartbeat.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.settings.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, '', '', 192.0.2.7",
        "192.0.2.7, 198.51.100.1, '', 192.0.2.7",
        "10.0.0.1, 198.51.100.1, https, 198.51.100.1",
        "10.0.0.1, '203.0.113.9, 198.51.100.1', https, 198.51.100.1",
        "10.0.0.1, '203.0.113.9, 10.0.0.2', https, 203.0.113.9",
        "10.0.0.1, 'evil.example', https, 10.0.0.1",
        "10.0.0.1, '127.0.0.1, <script>', https, 10.0.0.1",
        "10.0.0.1, '2001:db8::7', https, 2001:db8::7",
        "10.0.0.1, '', https, 10.0.0.1",
    })
    void onlyATrustedProxySaysWhoAsks(String remote, String forwarded, String scheme, String client)
            throws UnknownHostException {
        HttpServletRequest request = request(remote, forwarded, scheme);
        ClientAddress.read(request, List.of(new Network(InetAddress.getByName("10.0.0.0"), 8)));
        assertThat(ClientAddress.remote(request)).isEqualTo(client);
        assertThat(ClientAddress.secure(request)).isEqualTo(scheme.equals("https"));
        assertThat(ClientAddress.unsure(request)).isEqualTo(remote.equals("192.0.2.7") && !forwarded.isEmpty());
    }

    @Test
    void nobodyIsTrustedByDefault() {
        HttpServletRequest request = request("127.0.0.1", "192.0.2.7", "https");
        ClientAddress.read(request, List.of());
        assertThat(ClientAddress.remote(request)).isEqualTo("127.0.0.1");
        assertThat(ClientAddress.secure(request)).isFalse();
        assertThat(ClientAddress.unsure(request)).isTrue();
    }

    @Test
    void allOfAnIpv6NetworkIsOneClient() {
        assertThat(ClientAddress.throttled("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.throttled("2001:db8:1:2::1"));
        assertThat(ClientAddress.throttled("2001:db8:1:3::1")).isNotEqualTo(ClientAddress.throttled("2001:db8:1:2::1"));
        assertThat(ClientAddress.throttled("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "hb.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "::1"})
    void namesOfThisMachine(String name) {
        assertThat(OwnName.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.1", "", "1"})
    void namesThatAnotherSiteCouldHave(String name) {
        assertThat(OwnName.is(name)).isFalse();
    }

    private static HttpServletRequest request(String remote, String forwarded, String scheme) {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpServletRequest) Proxy.newProxyInstance(
                ClientAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> remote;
                    case "isSecure" -> false;
                    case "getHeaders" -> Collections.enumeration(forwarded.isEmpty() ? List.of() : List.of(forwarded));
                    case "getHeader" ->
                        switch ((String) arguments[0]) {
                            case "X-Forwarded-For" -> forwarded.isEmpty() ? null : forwarded;
                            case "X-Forwarded-Proto" -> scheme.isEmpty() ? null : scheme;
                            default -> null;
                        };
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
