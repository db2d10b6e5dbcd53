package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBodyTest {
    @Test
    void readsTexts() throws IOException {
        assertThat(read("{\"username\":\"ä\\u0000\"}").text("username")).isEqualTo("ä\0");
    }

    static String[] malformed() {
        return new String[] {
            "",
            " ",
            "null",
            "[]",
            "\"x\"",
            "{",
            "{\"username\":}",
            "{\"username\":\"a\"}x",
            "{'username':'a'}",
            "\u0000",
            "[".repeat(16_000),
            "{\"username\":".repeat(1_300),
            "{\"username\":1}",
            "{\"username\":null}",
            "{}"
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void everythingElseIsTheSendersFault(String text) {
        assertThatThrownBy(() -> read(text).text("username"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        told -> assertThat(told.problem().type()).isEqualTo(ProblemType.MALFORMED_JSON));
    }

    @Test
    void atMostSoMuchIsRead() {
        assertThatThrownBy(() -> read(" ".repeat(JsonBody.MOST_BYTES + 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        told -> assertThat(told.problem().type()).isEqualTo(ProblemType.BODY_TOO_LARGE));
    }

    private static JsonBody read(String text) throws IOException {
        return JsonBody.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
