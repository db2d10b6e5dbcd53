package io.heartbeat.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heartbeat.ingest.AuthMode;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Problem;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    private static final Path EXAMPLE = Path.of("..", "docs", "hb.yaml.example");
    private static final Map<String, String> HOME = Map.of("HB_HOME", "/opt/heartbeat");

    @TempDir
    Path directory;

    @Test
    void theExampleIsTrue() {
        Settings.Loaded<ServerSettings> loaded = ServerSettings.load(EXAMPLE, Map.of());
        assertThat(loaded.warnings()).extracting(Problem::path).containsExactly("pickfile", "templates_dir");
        assertThat(loaded.keys()).isGreaterThan(85);
        ServerSettings settings = loaded.value();
        assertThat(settings.access().users().keySet()).containsExactly("ann", "bob", "carol");
        assertThat(settings.access().hosts().get("web").managers()).containsExactly("bob");
        assertThat(settings.ingest().auth("web")).isEqualTo(AuthMode.REQUIRE);
        assertThat(settings.notification().channels()).hasSize(10);
        assertThat(settings.storage().dbUser()).isEqualTo("heartbeat");
    }

    @Test
    void theExampleNamesEveryKey() throws IOException {
        String known =
                "hb_port hbd_port hbd_host ws_port wss_port cert_path wss_pem wss_key pickfile logfile interval grace"
                        + " dyndomains nsupdate_bin pushsrv journal_enabled journal_dir journal_file journal_max_size"
                        + " journal_max_backups thresholds threshold_configs threshold_renotify_interval users default_owner hosts"
                        + " templates_dir data_dir db_url db_user db_password allow_anonymous max_hosts receivers hb_host auth"
                        + " keep_transitions metrics_enabled metrics_keep_reports metrics_flush";
        String example = Files.readString(EXAMPLE);
        assertThat(known.split(" ")).allSatisfy(key -> assertThat(example).containsPattern("(?m)^" + key + ":"));
    }

    @Test
    void everyKeyStandsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "CONFIGURATION.md"));
        List<String> keys = Settings.flatten(EXAMPLE).keySet().stream()
                .map(path -> path.replaceAll("[.\\[].*", ""))
                .distinct()
                .collect(Collectors.toList());
        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(manual).contains("`" + key + "`"));
    }

    @Test
    void defaultsHoldWithoutAFile() {
        ServerSettings settings = ServerSettings.load(null, HOME).value();
        assertThat(settings.ingest().addresses()).containsExactly(new InetSocketAddress(50003));
        assertThat(settings.ingest().maxHosts()).isEqualTo(50_000);
        assertThat(settings.ingest().receivers()).isPositive();
        assertThat(settings.ingest().auth("anyone")).isEqualTo(AuthMode.OBSERVE);
        assertThat(settings.host().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.host().grace()).isEqualTo(2);
        assertThat(settings.storage().dataDir()).isEqualTo(Path.of("/opt/heartbeat/data"));
        assertThat(settings.storage().dbUrl()).startsWith("jdbc:h2:file:/opt/heartbeat/data/heartbeat");
        assertThat(settings.web().host()).isEqualTo("127.0.0.1");
        assertThat(settings.web().port()).isEqualTo(50004);
        assertThat(settings.web().wsPort()).isEqualTo(50005);
        assertThat(settings.web().wssPort()).isZero();
        assertThat(settings.web().certificate()).isEqualTo(Path.of("/usr/local/etc/ssl/fullchain.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "STATE_DIRECTORY,/var/lib/heartbeat:/x,/var/lib/heartbeat",
        "XDG_DATA_HOME,/data,/data/heartbeat",
        "HOME,/home/ann,/home/ann/.local/share/heartbeat"
    })
    void theDataHasAHomeOfItsOwn(String variable, String value, String expected) {
        assertThat(ServerSettings.load(null, Map.of(variable, value))
                        .value()
                        .storage()
                        .dataDir())
                .isEqualTo(Path.of(expected));
    }

    @Test
    void theWebStaysOnLoopbackUnlessSomebodySaysOtherwise() throws IOException {
        assertThat(load("allow_anonymous: true").web().host()).isEqualTo(WebSettings.EVERYWHERE);
        assertThat(load("users: {ada: {}}").web().host()).isEqualTo(WebSettings.EVERYWHERE);
        assertThat(load("hbd_host: 192.0.2.1").web().host()).isEqualTo("192.0.2.1");
    }

    @Test
    void hostsSignWithTheirKeys() throws IOException {
        Files.writeString(directory.resolve("db.key"), "0123456789abcdef0123456789abcdef\n");
        ServerSettings settings = load(
                """
                        auth: off
                        hosts:
                          web: {auth: Require, key: a-secret-of-16-bytes, key_id: w}
                          db: {key_file: db.key}
                          old:
                        """);
        assertThat(settings.ingest().keys())
                .containsExactly(
                        key("w", "a-secret-of-16-bytes", "web"), key("db", "0123456789abcdef0123456789abcdef", "db"));
        assertThat(settings.ingest().auth("web")).isEqualTo(AuthMode.REQUIRE);
        assertThat(settings.ingest().auth("db")).isEqualTo(AuthMode.OFF);
        assertThat(settings.host().hosts()).containsExactly("web", "db", "old");
        assertThat(settings.toString()).doesNotContain("a-secret-of-16-bytes");
    }

    @Test
    void signingIsCheckedAsAWhole() throws IOException {
        assertThat(
                        problems(
                                """
                        hosts:
                          web: {key: short}
                          db: {auth: require}
                          a: {key: 0123456789abcdef, key_id: x}
                          b: {key: 0123456789abcdef, key_id: x}
                          c: {key_id: y}
                          'a b':
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("2: hosts.web.key: secret of key web: 5 bytes"),
                        line -> assertThat(line)
                                .startsWith("3: hosts.db.auth: a signature is required and there is no key"),
                        line -> assertThat(line).startsWith("5: hosts.b.key_id: the key id `x` is that of host a"),
                        line -> assertThat(line).startsWith("6: hosts.c.key_id: there is no key that it could name"),
                        line -> assertThat(line).startsWith("7: hosts.a b: no host can have this name"));
        assertThat(ServerSettings.load(file("auth: require\nhosts:\n  db:\n"), HOME)
                        .warnings())
                .singleElement()
                .asString()
                .contains(":3: hosts.db: a signature is required and there is no key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hb_port: 0 | hb_port: must be a whole number from 1 to 65535, such as 50003; found `0`",
                "hb_host: 999.1.1.1 | hb_host: `999.1.1.1` is no address",
                "interval: 0 | interval: must be a time from 1s to 7d",
                "grace: 0.5 | grace: must be a number from 1 to 1000, such as 2; found `0.5`",
                "db_url: mysql://x | db_url: must begin with jdbc:postgresql: or jdbc:h2:, such as",
                "ws_port: 50004 | ws_port: 50004 is the hbd_port already",
                "hbd_port: 50005 | hbd_port: 50005 is the ws_port already",
                "wss_port: 50006 | wss_port: needs /usr/local/etc/ssl/fullchain.pem, which cannot be read",
                "journal_max_size: many | journal_max_size: must be a size",
                "default_owner: ann | default_owner: there is no user `ann` under users",
                "receivers: 65 | receivers: must be a whole number from 0 to 64",
                "auth: yes | auth: must be one of off, observe, require; found `yes`",
                "hbd_prot: 1 | hbd_prot: unknown key; did you mean `hbd_port`?",
                "dyndomains: [a..org] | dyndomains: `a..org` is no domain name",
                "pushsrv: pigeon | pushsrv: must be of discord, email, mattermost, ntfy, pushover, signal, slack, telegram, webhook or all",
            })
    void wrongValuesNameTheKeyAndTheWayOut(String yaml, String message) throws IOException {
        assertThat(problems(yaml)).isNotEmpty().first().asString().startsWith("1: " + message);
    }

    @Test
    void howLongThingsAreKeptHasBounds() throws IOException {
        assertThat(load("").host().keepTransitions()).isEqualTo(Duration.ofDays(365));
        assertThat(load("keep_transitions: 90d").host().keepTransitions()).isEqualTo(Duration.ofDays(90));
        assertThat(load("metrics_keep_reports: 1w").metric().keepReports()).isEqualTo(Duration.ofDays(7));
        assertThat(problems("keep_transitions: 1d")).singleElement().asString().contains("must be a time from 31d");
    }

    @Test
    void theEnvironmentIsReadToo() {
        Map<String, String> environment = Map.of(
                "HB_PORT", "51300",
                "HB_INTERVAL", "10s",
                "HB_DYNDOMAINS", "[A.org.]",
                "HB_THRESHOLDS", "{cpu_monitor: {cpu_percent: {warning: 80}}}",
                "HB_DB_URL", "jdbc:postgresql://db/hb?a=b#c: d",
                "HB_DB_PASSWORD", "{not yaml: [");
        ServerSettings settings = ServerSettings.load(null, environment).value();
        assertThat(settings.ingest().port()).isEqualTo(51300);
        assertThat(settings.host().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.dns().dyndomains()).containsExactly("a.org");
        assertThat(settings.threshold().defaults().thresholds())
                .containsOnlyKeys(List.of("cpu_monitor", "cpu_percent"));
        assertThat(settings.storage().dbUrl()).isEqualTo("jdbc:postgresql://db/hb?a=b#c: d");
        assertThat(settings.storage().dbPassword()).isEqualTo("{not yaml: [");
        assertThat(settings.toString()).doesNotContain("{not yaml: [");
    }

    @Test
    void theFileIsFoundByTheRule() throws IOException {
        Path own = Files.writeString(directory.resolve(".hb.yaml"), "");
        String home = directory.toString();
        Map<String, String> environment = Map.of("HB_CONFIG", "/named/by/variable.yaml");
        assertThat(ServerSettings.location("/named.yaml", environment, home)).contains(Path.of("/named.yaml"));
        assertThat(ServerSettings.location("", environment, home)).contains(Path.of("/named/by/variable.yaml"));
        assertThat(ServerSettings.location("", Map.of(), home)).contains(own);
    }

    private ServerSettings load(String yaml) throws IOException {
        return ServerSettings.load(file(yaml), HOME).value();
    }

    private List<String> problems(String yaml) throws IOException {
        Path file = file(yaml);
        SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> ServerSettings.load(file, HOME));
        return thrown.problems().stream()
                .map(problem -> problem.toString().substring(file.toString().length() + 1))
                .toList();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("hb.yaml"), yaml);
    }

    private static SigningKey key(String id, String secret, String host) {
        return new SigningKey(id, secret.getBytes(StandardCharsets.UTF_8), host);
    }
}
