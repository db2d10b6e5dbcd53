package io.heartbeat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk sees what another reader sees. */
class JsonWalkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ \"a\" : 1 , \"b\":[ ] , \"c\":{ } }",
                "{\"a\":[1,[2,{\"b\":-3.5e2}],\"x\\\"]}\",null],\"c\":true}",
                "{\"k\\u0065y\\n\":0.25,\"\\\"\":{\"\":[[[1]]]},\"ü\":\"ö\\\\\"}",
                "{\r\n\t\"a\":\"text, with } and ]\",\"b\":12345678901234567890}",
            })
    void everyNumberIsFoundUnderItsKeys(String json) throws IOException {
        assertThat(walked(json)).isEqualTo(read(new ObjectMapper().readTree(json), ""));
    }

    @Test
    void whatIsNotOpenedIsPassedOver() {
        JsonWalk walk = new JsonWalk();
        walk.over("{\"a\":{\"b\":[1,{\"c\":\"]}\"}]},\"d\":7}".getBytes(StandardCharsets.UTF_8), 0);
        walk.open();
        assertThat(walk.next()).isTrue();
        assertThat(walk.atContainer()).isTrue();
        walk.skip();
        assertThat(walk.next()).isTrue();
        assertThat(walk.number()).isEqualTo(7);
        assertThat(walk.next()).isFalse();
    }

    @Test
    void textsAndKeysComeWithoutTheirEscapes() {
        JsonWalk walk = new JsonWalk();
        walk.over("{\"k\\u0065y\\n\":\"ö \\\"}\\u0000\",\"n\":1e400,\"t\":true}".getBytes(StandardCharsets.UTF_8), 0);
        walk.open();
        walk.next();
        assertThat(walk.keyText()).isEqualTo("key\n");
        assertThat((char) walk.kind()).isEqualTo('"');
        assertThat(walk.text()).isEqualTo("ö \"}\uFFFD");
        walk.next();
        assertThat(walk.text()).as("a number, as it is written").isEqualTo("1e400");
        walk.next();
        assertThat((char) walk.kind()).isEqualTo('t');
        assertThat(walk.text()).isEqualTo("true");
        assertThat(walk.next()).isFalse();
    }

    private static List<String> walked(String json) {
        List<String> numbers = new ArrayList<>();
        JsonWalk walk = new JsonWalk();
        walk.over(json.getBytes(StandardCharsets.UTF_8), 0);
        walk(walk, "", numbers);
        return numbers;
    }

    private static void walk(JsonWalk walk, String path, List<String> numbers) {
        walk.open();
        while (walk.next()) {
            String key = walk.inObject()
                    ? new String(walk.key(), walk.keyStart(), walk.keyEnd() - walk.keyStart(), StandardCharsets.UTF_8)
                    : "" + walk.index();
            if (walk.atContainer()) {
                walk(walk, path + "/" + key, numbers);
            } else {
                double number = walk.number();
                numbers.add(path + "/" + key + "=" + number);
            }
        }
    }

    private static List<String> read(JsonNode node, String path) {
        List<String> numbers = new ArrayList<>();
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(field -> numbers.addAll(read(field.getValue(), path + "/" + field.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                numbers.addAll(read(node.get(i), path + "/" + i));
            }
        } else {
            numbers.add(path + "=" + (node.isNumber() ? node.doubleValue() : Double.NaN));
        }
        return numbers;
    }
}
