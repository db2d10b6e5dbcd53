package io.heartbeat.agent.plugin.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    @Test
    void wordsAreSplitAsAShellWould() {
        assertThat(ShellWords.split(" check_x  -w 10% 'a b' \"c \\\" d\" e\\ f '' x'y'\"z\" $HOME * "))
                .containsExactly("check_x", "-w", "10%", "a b", "c \" d", "e f", "", "xyz", "$HOME", "*");
        assertThat(ShellWords.split("'|' \"a;b\" \\> \"c:\\dir\"")).containsExactly("|", "a;b", ">", "c:\\dir");
        assertThat(ShellWords.split("   ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | b", "a; b", "a && b", "a > f", "a < f", "a `b`", "a $(b)"})
    void whatOnlyAShellUnderstandsIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split(line))
                .withMessageContaining("shell");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \"b\\\""})
    void openQuoteIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ShellWords.split(line))
                .withMessageContaining("not closed");
    }
}
