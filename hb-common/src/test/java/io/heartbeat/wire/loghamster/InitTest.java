package io.heartbeat.wire.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
    @Test
    void theCapturedLineIsRead() throws RefusedException {
        assertThat(Init.parse("INIT STREAM myhost:/srv/in/app.log"))
                .isEqualTo(new Init("myhost", "/srv/in/app.log", "", Optional.empty()));
    }

    @Test
    void theReadmesLineIsRead() throws RefusedException {
        assertThat(Init.parse("INIT STREAM host:/path svc:name more:<meta>"))
                .isEqualTo(new Init("host", "/path", "name", Optional.empty()));
        assertThat(Init.parse("INIT STREAM host:/path,svc:name,more:<meta>").service())
                .isEqualTo("name");
    }

    @Test
    void theExtensionIsRead() throws RefusedException {
        Init init = Init.parse("INIT STREAM web1:/a%20b%2Cc offset:17 id:12-ab.9 compress:deflate v:2 later:on");
        assertThat(init).isEqualTo(new Init("web1", "/a b,c", "", Optional.of(new Init.Resume(17, "12-ab.9", true))));
    }

    @Test
    void withoutTheVersionItsWordsMeanNothing() throws RefusedException {
        assertThat(Init.parse("INIT STREAM h:/p%20q offset:17 id:12"))
                .isEqualTo(new Init("h", "/p%20q", "", Optional.empty()));
    }

    /** The original panics on the first of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {"INIT STREAM foo", "INIT STREAM", "INIT", "INIT STREAM :/p", "INIT STREAM h:", "INIT FILE h:/p"})
    void missingArgumentsAreRefusedInTheOriginalsWords(String line) {
        assertThatThrownBy(() -> Init.parse(line))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Missing arguments for INIT");
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, Unknown command GET",
        "'', 'Unknown command '",
        "INIT STREAM h:/p offset:-1 id:x v:2, 'Wrong arguments for INIT: v:2 needs offset:NUMBER and id:NAME'",
        "INIT STREAM h:/p offset:9999999999999999999 id:x v:2,"
                + " 'Wrong arguments for INIT: v:2 needs offset:NUMBER and id:NAME'",
        "INIT STREAM h:/p offset:1 id:../x v:2, 'Wrong arguments for INIT: v:2 needs offset:NUMBER and id:NAME'",
        "INIT STREAM h:/p%00 offset:1 id:x v:2, Wrong arguments for INIT",
    })
    void nonsenseIsRefused(String line, String reason) {
        assertThatThrownBy(() -> Init.parse(line)).hasMessage(reason);
    }

    @Property(seed = "50003", tries = 500)
    void whatIsWrittenIsReadAgain(@ForAll("names") String host, @ForAll("names") String path) throws RefusedException {
        Init init = new Init(host, path, "", Optional.of(new Init.Resume(5, "id", false)));
        assertThat(init.line()).endsWith("\n").doesNotContain("\r");
        assertThat(Init.parse(init.line().substring(0, init.line().length() - 1)))
                .isEqualTo(init);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('a', 'ü', ' ', ',', '%', ':', '/', '\n', '\r', '日', '\t', '.')
                .ofMinLength(1)
                .ofMaxLength(30);
    }
}
