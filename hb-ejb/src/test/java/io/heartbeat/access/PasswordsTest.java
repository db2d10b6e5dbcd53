package io.heartbeat.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    /** Computed by Python: hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), iterations, 32).hex(). */
    @ParameterizedTest
    @CsvSource({
        "correct horse, pbkdf2:sha256:1000$q8Zx$c730773f33e3a2bd517ee9e4cc4c4e4be1e0d8379d6f68f2c5ea8c392d6b7a3e",
        "pässwörd ✓, pbkdf2:sha256:2500$sältß$4d14f9bb69e0c6fa9df01ffc3d868e9ca4ec84b43a584be48e65e6b155969dea",
        "'', pbkdf2:sha256:1$s$865699bf1f9f41407b9ec39772d829bf22788b132654e7527cd6d2fba9c7df09",
        "secret, pbkdf2:sha256$NaCl$4cb6dd2616a33b38fc9efae0b29d82427ef047d6e0652b04ec9d71661578fbe1",
        "secret, pbkdf2:sha256:600000$NaCl$4CB6DD2616A33B38FC9EFAE0B29D82427EF047D6E0652B04EC9D71661578FBE1",
    })
    void pbkdf2IsThatOfPython(String password, String stored) {
        assertThat(Passwords.readable(stored)).isTrue();
        assertThat(Passwords.matches(stored, password)).isTrue();
        assertThat(Passwords.matches(stored, password + "x")).isFalse();
    }

    /** Computed by Python's cryptography package, kdf.argon2.Argon2id. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pässwörd ✓|$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$n4QgzSKNQGHBlwvxR1vhJpw0Luh8+MmsOGqlQsO8k4U",
                "x|$argon2id$v=19$m=64,t=3,p=2$c29tZXNhbHQ$vkkvIWr4Dmt0qY2dGDMKQ2HV96YUKjAZ",
            })
    void argon2idIsThatOfOthers(String password, String stored) {
        assertThat(Passwords.readable(stored)).isTrue();
        assertThat(Passwords.matches(stored, password)).isTrue();
        assertThat(Passwords.matches(stored, password + "x")).isFalse();
    }

    @Test
    void newPasswordsAreSaltedArgon2id() {
        String first = Passwords.store("secret");
        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Passwords.store("secret")).isNotEqualTo(first);
        assertThat(Passwords.matches(first, "secret")).isTrue();
        assertThat(Passwords.matches(first, "Secret")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "pbkdf2:sha256:0$NaCl$4cb6dd2616a33b38fc9efae0b29d82427ef047d6e0652b04ec9d71661578fbe1",
                "pbkdf2:sha256:10000001$NaCl$4cb6dd2616a33b38fc9efae0b29d82427ef047d6e0652b04ec9d71661578fbe1",
                "pbkdf2:sha256:1$$865699bf1f9f41407b9ec39772d829bf22788b132654e7527cd6d2fba9c7df09",
                "pbkdf2:sha256:1$s$865699bf",
                "pbkdf2:sha1:1$s$865699bf1f9f41407b9ec39772d829bf22788b132654e7527cd6d2fba9c7df09",
                "$argon2id$v=19$m=999999,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$n4QgzSKNQGHBlwvxR1vhJpw0Luh8+MmsOGqlQsO8k4U",
                "$argon2i$v=19$m=64,t=3,p=2$c29tZXNhbHQ$vkkvIWr4Dmt0qY2dGDMKQ2HV96YUKjAZ",
            })
    void whatIsNotReadableMatchesNothing(String stored) {
        assertThat(Passwords.readable(stored)).isFalse();
        assertThat(Passwords.matches(stored, "secret")).isFalse();
        assertThat(Passwords.matches(stored, "")).isFalse();
    }

    @Test
    void endlessPasswordsAreNotEvenTried() {
        String stored = Passwords.store("a".repeat(1025));
        assertThat(Passwords.matches(stored, "a".repeat(1025))).isFalse();
    }
}
