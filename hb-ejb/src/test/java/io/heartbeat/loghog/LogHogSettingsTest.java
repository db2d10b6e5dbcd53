package io.heartbeat.loghog;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Configured;
import io.heartbeat.rolling.Packing;
import io.heartbeat.settings.Problem;
import io.heartbeat.settings.Settings;
import io.heartbeat.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogHogSettingsTest {
    private static final String DAILY = "[shop]\nrotate = daily\nbackup_count = 5\n";

    @TempDir
    Path directory;

    @Test
    void offUnlessConfigured() {
        assertThat(yaml("interval: 30").enabled()).isFalse();
        assertThat(yaml("loghog:").enabled()).isFalse();
        assertThat(yaml("loghog: {facilities: {a: {rotate: daily, backup_count: 1}}}")
                        .enabled())
                .isTrue();
    }

    @Test
    void theSameSettingsAsYaml() {
        LogHogSettings settings = yaml(
                """
                loghog:
                  listen: ["127.0.0.1", "[::1]:5588"]
                  port: 6000
                  logdir: /logs
                  compression: {format: gzip, level: 3}
                  max_message: 16KiB
                  sync_every: 5s
                  facilities:
                    shop: {rotate: size, max_size: 10MiB, backup_count: 5, secret: s3cret, file_per_host: yes}
                    shop:web.pay: {rotate: "30 4 * * mon", backup_count: 2}
                """);
        assertThat(settings.plain())
                .containsExactly(new InetSocketAddress("127.0.0.1", 6000), new InetSocketAddress("::1", 5588));
        assertThat(settings.tls()).isEmpty();
        assertThat(settings.logDir()).isEqualTo(Path.of("/logs"));
        assertThat(settings.format()).isEqualTo(Packing.GZIP);
        assertThat(settings.level()).isEqualTo(3);
        assertThat(settings.maxMessage()).isEqualTo(16384);
        Facility pay = settings.facilities().find("shop", "web.pay.card");
        assertThat(pay.name()).isEqualTo("web.pay");
        assertThat(pay.secret()).isEqualTo("s3cret");
        assertThat(pay.filePerHost()).isTrue();
        assertThat(pay.maxSize()).isEqualTo(10 << 20);
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "web.foo.bar,web.foo",
        "web.fool,web",
        "root.web,web",
        "web..foo,web.foo",
        "db,root",
        "'',root",
        "root,root"
    })
    void theLongestPrefixWins(String module, String facility) throws IOException {
        FacilitySet facilities = original(DAILY + "[shop:web]\nrotate=daily\nbackup_count=1\n"
                        + "[shop:root.web.foo]\nrotate=daily\nbackup_count=1\n")
                .facilities();
        assertThat(facilities.find("shop", module).name()).isEqualTo(facility);
        assertThat(facilities.find("other", module)).isNull();
    }

    @Test
    void bothFilesOfLoghogdAreReadAsTheyAre() throws IOException {
        Files.writeString(
                directory.resolve("loghogd.conf"),
                """
                [main]
                daemon = no ; The init script will typically provide the --daemon cmd option
                workdir = /var/lib/loghogd
                logdir = /tmp/log
                rundir = /var/run/loghogd
                facilities_config = facilities.conf ; If path is relative, it is based on the path of this file
                pidfile = /var/run/loghogd/loghogd.pid
                user = loghog

                [log]
                backup_count = 14
                when = midnight
                filename = /var/log/loghogd/loghogd.log
                level = DEBUG

                [scheduler]
                db_filename = schedules

                [compressor]
                format = bzip2 ; Options are xz, bzip2, gzip. gzip is the fallback.
                level = 7
                compress_on_write = no

                [server]
                listen_ipv4 = 127.0.0.1, localhost:15566
                listen_ipv6 = [fe80::abcd:1]:5588, [::1]
                default_port = 5566
                # IPv6 supported systems should use it
                ; listen_ipv6_ssl = [::1]
                listen_ipv6_ssl =
                """);
        LogHogSettings settings = original(
                """
                [DEFAULT]
                backup_count = 3

                [kitchen-sink-app:]
                Rotate = size ; available values are size, hourly, daily, weekly, monthly
                max_size = 1024 ; (optional) max size of the file
                flush_every = 10
                file_per_host = yes
                secret = my-big-secret

                [kitchen-sink-app:web]
                rotate = * * * * *
                secret =
                """);
        assertThat(settings.logDir()).isEqualTo(Path.of("/tmp/log"));
        assertThat(settings.format()).isEqualTo(Packing.BZIP2);
        assertThat(settings.level()).isEqualTo(7);
        assertThat(settings.plain()).extracting(InetSocketAddress::getPort).containsExactly(5566, 15566, 5588, 5566);
        assertThat(settings.tls()).isEmpty();
        Facility root = settings.facilities().find("kitchen-sink-app", "");
        assertThat(root.maxSize()).isEqualTo(1024);
        assertThat(root.backupCount()).isEqualTo(3);
        Facility web = settings.facilities().find("kitchen-sink-app", "web");
        assertThat(web.secret()).as("an empty one is none").isEmpty();
        assertThat(web.filePerHost()).isTrue();
        assertThat(settings.files())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly("loghogd.conf", "facilities.conf");
    }

    /** Fix: six fields and @daily are refused at start with the line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotate = 0 0 0 * * * | :2: shop.rotate: `0 0 0 * * *` is neither one of hourly",
                "rotate = @daily | :2: shop.rotate: `@daily` is neither",
                "rotate = size | :2: shop.rotate: is size, which needs max_size",
                "backups_count = 1 | :2: shop.backups_count: unknown key; did you mean `backup_count`?",
                "backup_count = 0 | :2: shop.backup_count: must be a whole number from 1",
                "max_size = -1 | :2: shop.max_size: must be a size in bytes",
                "flush_every = 0 | :2: shop.flush_every: must be a whole number from 1",
                "file_per_host = perhaps | :2: shop.file_per_host: must be true or false",
                "secret = x | :1: shop.rotate: is required",
            })
    void errorsNameFileLineAndKey(String line, String message) throws IOException {
        assertThat(problems("[shop]\n" + line + "\n")).anySatisfy(problem -> assertThat(problem)
                .startsWith(directory.resolve("facilities.conf").toString())
                .contains(message));
    }

    /** Fix: addresses of IPv6 with hexadecimal letters are refused by the original. */
    @Test
    void addressesOfIpv6MayHaveLetters() throws IOException {
        Files.writeString(
                directory.resolve("loghogd.conf"),
                "[main]\nfacilities_config = facilities.conf\n[server]\nlisten_ipv4 =\n"
                        + "listen_ipv6 = [fe80::abcd:ef], [2001:db8::C0DE]:5599\n");
        LogHogSettings settings = original("[shop]\nrotate = daily\nbackup_count = 1\n");
        assertThat(settings.plain())
                .extracting(address -> address.getAddress().getHostAddress() + " " + address.getPort())
                .containsExactly("fe80:0:0:0:0:0:abcd:ef 5566", "2001:db8:0:0:0:0:0:c0de 5599");
    }

    @Test
    void anApplicationNeedsItsRoot() throws IOException {
        assertThat(problems("[shop:web]\nrotate = daily\nbackup_count = 1\n"))
                .singleElement()
                .asString()
                .contains("facilities.conf:1: shop:web: the application shop has no root facility");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: 'no where' | `no where` is no address to listen at",
                "listen_tls: 127.0.0.1 | loghog.pemfile: is required for TLS",
                "max_message: 1GiB | loghog.max_message: must be from 256 bytes to 16MiB",
                "receive_buffer: 1KiB | loghog.receive_buffer: must be from 4KiB to 1GiB",
                "config: '' | loghog.config: must be a path",
                "tls_versions: [SSLv3] | `SSLv3` is neither",
                "compression: {level: 10} | loghog.compression.level: must be a whole number from 0 to 9",
            })
    void problemsOfTheYaml(String line, String message) {
        String yaml = "loghog:\n  facilities: {a: {rotate: daily, backup_count: 1}}\n  " + line + "\n";
        assertThat(Configured.problems(yaml, root -> LogHogSettings.from(root, directory)))
                .anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void aReceiverThatWouldRefuseEverythingIsAProblem() {
        assertThat(Configured.problems("loghog: {facilities: {}}\n", root -> LogHogSettings.from(root, directory)))
                .singleElement()
                .asString()
                .contains("loghog.facilities: is required: without one every message is refused");
    }

    @Test
    void aMissingFileIsSaidOnce() {
        assertThat(Configured.problems(
                        "loghog: {config: /no/such.conf}\n", root -> LogHogSettings.from(root, directory)))
                .singleElement()
                .asString()
                .contains("there is no such file");
    }

    private LogHogSettings yaml(String text) {
        return Configured.by(text, root -> {
            if (text.startsWith("interval")) {
                root.integer("interval", 1, 1, 99);
            }
            return LogHogSettings.from(root, directory);
        });
    }

    private LogHogSettings original(String facilities) throws IOException {
        Path hb = write(facilities);
        return Settings.read(hb, Map.of(), root -> LogHogSettings.from(root, directory));
    }

    private List<String> problems(String facilities) throws IOException {
        Path hb = write(facilities);
        try {
            Settings.read(hb, Map.of(), root -> LogHogSettings.from(root, directory));
            return List.of();
        } catch (SettingsException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private Path write(String facilities) throws IOException {
        Files.writeString(directory.resolve("facilities.conf"), facilities);
        Path conf = directory.resolve("loghogd.conf");
        if (!Files.exists(conf)) {
            Files.writeString(conf, "[main]\nfacilities_config = facilities.conf\n");
        }
        return Files.writeString(directory.resolve("hb.yaml"), "loghog: {config: loghogd.conf}\n");
    }
}
