package io.heartbeat.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlConfigSourceTest {
    @TempDir
    Path directory;

    @Test
    void pathsBecomeProperties() throws IOException {
        YamlConfigSource source = source("interval: 30\nhosts:\n  web: {owner: ann}\n");
        assertThat(source.getPropertyNames()).containsExactlyInAnyOrder("hb.interval", "hb.hosts.web.owner");
        assertThat(source.getValue("hb.interval")).isEqualTo("30");
        assertThat(source.getValue("interval")).isNull();
    }

    @Test
    void secretsStayOut() throws IOException {
        assertThat(source(
                                """
                        db_password: x
                        hosts: {web: {key: x, key_id: w}}
                        users: {ann: {password: x}}
                        pushover_token: x
                        pushover_user: x
                        mattermost_url: x
                        smtp_password: x
                        """)
                        .getPropertyNames())
                .containsExactly("hb.hosts.web.key_id");
    }

    @Test
    void whatCannotBeReadIsEmpty() throws IOException {
        assertThat(source("a: [").getPropertyNames()).isEmpty();
        assertThat(new YamlConfigSource(directory.resolve("none")).getPropertyNames())
                .isEmpty();
        assertThat(new YamlConfigSource(null).getPropertyNames()).isEmpty();
    }

    @Test
    void theEnvironmentWinsByItsOrdinal() throws IOException {
        assertThat(source("").getOrdinal()).isBetween(101, 299);
    }

    @Test
    void theServiceIsFound() {
        assertThat(ServiceLoader.load(ConfigSource.class)).hasAtLeastOneElementOfType(YamlConfigSource.class);
    }

    private YamlConfigSource source(String yaml) throws IOException {
        return new YamlConfigSource(Files.writeString(directory.resolve("hb.yaml"), yaml));
    }
}
