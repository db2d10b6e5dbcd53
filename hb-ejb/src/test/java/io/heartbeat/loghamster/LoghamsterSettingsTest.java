package io.heartbeat.loghamster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import io.heartbeat.wire.loghamster.Init;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoghamsterSettingsTest {
    @TempDir
    Path folder;

    private Optional<LoghamsterSettings> read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("hb.yaml"), yaml);
        return Settings.read(file, Map.of(), root -> LoghamsterSettings.from(root, folder.resolve("data")));
    }

    private String problem(String yaml) {
        try {
            read(yaml);
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (SettingsException e) {
            return e.problems().get(0).toString().replace(folder + "/", "");
        }
    }

    @Test
    void withoutTheKeyNothingListens() throws IOException {
        assertThat(read("")).isEmpty();
    }

    @Test
    void theOriginalsFileIsReadAsItIs() throws IOException {
        Files.writeString(
                folder.resolve("loghamster.toml"),
                """
                debug = false
                mode = "server"
                [server]
                listen = "127.0.0.1:7107"
                basedirectory = "/var/log/hamster"
                pathtemplate = "$HOST/$FILE"
                [target]
                hostname = "elsewhere"
                port = 7007
                compress = false
                [[input]]
                name = "here"
                path = "/var/log/syslog"
                watch = true
                method = "watch"
                onrotate = "follow"
                [output.nginx]
                path = "/srv/nginx/$HOST.log"
                [prometheus]
                enabled = true
                listen = ":9100"
                path = "/metrics"
                [syslog]
                facility = "local0"
                """);
        LoghamsterSettings settings =
                read("loghamster: {config: loghamster.toml}\n").orElseThrow();
        assertThat(settings.listen().getPort()).isEqualTo(7107);
        assertThat(settings.directory()).isEqualTo(Path.of("/var/log/hamster"));
        assertThat(settings.outputs()).containsEntry("nginx", "/srv/nginx/$HOST.log");
    }

    @Test
    void theReadmesKeysAreReadToo() throws IOException {
        Files.writeString(folder.resolve("x.conf"), "listen = \":7207\"\ndirectory = \"/srv/logs\"\n");
        LoghamsterSettings settings = read("loghamster: {config: x.conf}\n").orElseThrow();
        assertThat(settings.listen().getPort()).isEqualTo(7207);
        assertThat(settings.directory()).isEqualTo(Path.of("/srv/logs"));
    }

    /** Fix: with the original, a missing file starts a server. */
    @Test
    void aMissingFileIsAProblem() {
        assertThat(problem("loghamster: {config: none.toml}\n")).startsWith("none.toml: there is no such file");
    }

    @Test
    void problemsNameTheirPlace() throws IOException {
        Files.writeString(folder.resolve("y.toml"), "[server]\nlisten = \":7007\"\nbasedirektory = \"/x\"\n");
        assertThat(problem("loghamster: {config: y.toml}\n"))
                .isEqualTo("y.toml:3: server.basedirektory: unknown key; did you mean `basedirectory`?");
        assertThat(problem("loghamster: {mode: client}\n")).startsWith("hb.yaml:1: loghamster.mode: is client");
        assertThat(problem("loghamster:\n  server: {listen: here}\n"))
                .isEqualTo("hb.yaml:2: loghamster.server.listen: must be an address to listen on, such as :7007;"
                        + " found `here`");
        assertThat(problem("loghamster:\n  server: {pathtemplate: $HOST/../$FILE}\n"))
                .isEqualTo("hb.yaml:2: loghamster.server.pathtemplate: must not hold `.` or `..`");
        assertThat(problem("loghamster:\n  output: {a: {path: /x/$HSOT}}\n"))
                .isEqualTo("hb.yaml:2: loghamster.output.a.path: $HSOT is not known; known are $HOST, $FILE, $SERVICE");
        assertThat(problem("loghamster: {config: y.toml, server: {}}\n"))
                .startsWith("hb.yaml:1: loghamster.server: stands beside config");
        assertThatThrownBy(() -> read("loghamster:\n  server: {rotate: sometimes}\n"))
                .hasMessageContaining("loghamster.server.rotate");
    }

    @ParameterizedTest
    @CsvSource({
        "web1, /srv/in/app.log, '', /base/web1/srv_in_app.log.out.log",
        "web1, app.log/, '', /base/web1/app.log.out.log",
        "../../x, /p, '', /base/%2E.%2F..%2Fx/p.out.log",
        "web1, /p, nginx, /srv/nginx/web1.log",
        "../x, /p, nginx, /srv/nginx/%2E.%2Fx.log",
        "db, /p, '', /srv/db/p/db",
        "$HOST, /$FILE, '', /base/$HOST/$FILE.out.log"
    })
    void destinations(String host, String path, String service, String expected) throws IOException {
        LoghamsterSettings settings =
                read("""
                loghamster:
                  server: {basedirectory: /base}
                  output:
                    nginx: {path: /srv/nginx/$HOST.log}
                    db: {path: "/srv/db/${FILE}/$HOST"}
                """)
                        .orElseThrow();
        Destinations.Destination to = new Destinations(settings).of(new Init(host, path, service, Optional.empty()));
        assertThat(to.base().resolve(to.relative())).isEqualTo(Path.of(expected));
    }
}
