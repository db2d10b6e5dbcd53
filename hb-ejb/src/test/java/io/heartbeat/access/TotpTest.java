package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** {@code 12345678901234567890} in Base32, the secret of the vectors of RFC 6238, appendix B. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "20000000000, 353130"})
    void theVectorsOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(seconds))).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
    }

    @Test
    void aStepEarlyOrLateIsForgivenAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_111_111_110);
        String code = Totp.code(SECRET, now);
        assertThat(Totp.step(SECRET, code, now.plusSeconds(30))).isPresent();
        assertThat(Totp.step(SECRET, code, now.minusSeconds(30))).isPresent();
        assertThat(Totp.step(SECRET, code, now.plusSeconds(60))).isEmpty();
        assertThat(Totp.step(SECRET, code.substring(0, 3) + " " + code.substring(3), now))
                .isPresent();
        assertThat(Totp.step(SECRET, null, now)).isEmpty();
        assertThat(Totp.step(SECRET, "", now)).isEmpty();
    }

    @Test
    void theAddressForAnAppNamesUserAndIssuer() {
        assertThat(Totp.uri("ada@example.org", SECRET))
                .isEqualTo("otpauth://totp/Heartbeat:ada%40example.org?secret=" + SECRET + "&issuer=Heartbeat");
    }
}
