package io.heartbeat.pump.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.settings.Problem;
import io.heartbeat.settings.Settings.Loaded;
import io.heartbeat.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PumpConfigTest {
    @TempDir
    Path directory;

    private Loaded<PumpConfig> load(String json) throws Exception {
        Path file = Files.writeString(directory.resolve("journalpump.json"), json);
        return PumpConfig.load(file, Map.of(), new PumpKeys(new Shelf(directory.resolve("none")), directory));
    }

    private List<String> problems(String json) throws Exception {
        try {
            load(json);
            return List.of();
        } catch (SettingsException e) {
            return e.problems().stream()
                    .map(Problem::toString)
                    .map(p -> p.substring(p.indexOf("journalpump.json")))
                    .toList();
        }
    }

    @Test
    void everyKeyOfTopLevelAndReaderIsRead() throws Exception {
        PumpSettings settings =
                load("""
                        {
                        \t"log_level": "WARNING", "json_state_file_path": "/var/lib/x.json",
                        \t"statsd": {"host": "127.0.0.1", "port": 8125, "prefix": "p.", "tags": {"a": "b"}},
                        \t"tags": {"dc": "fra"}, "match_key": "_TRANSPORT", "match_value": "journal",
                        \t"msg_buffer_max_length": 100, "msg_buffer_max_bytes": 4096, "geoip_database": "/geo.mmdb",
                        \t"field_filters": {"f": {"type": "blacklist", "fields": ["_FOO"]}, "g": {"fields": ["A"]}},
                        \t"unit_log_levels": {"u": [{"service_glob": "a*", "log_level": "WARNING"}]},
                        \t"readers": {
                        \t\t"r": {
                        \t\t\t"initial_position": 3600, "journal_path": "/j", "journal_flags": ["SYSTEM", "LOCAL_ONLY"],
                        \t\t\t"units_to_match": ["ssh.service"], "match_key": "A", "match_value": 5,
                        \t\t\t"msg_buffer_max_length": 7, "threshold_for_metric_emit": 2, "tags": {"r": "1"},
                        \t\t\t"searches": [{"name": "s", "fields": {"MESSAGE": "(?P<x>\\\\d+)"}, "tags": {"t": "v"}}],
                        \t\t\t"secret_filters": [{"pattern": "a(b)", "replacement": "\\\\1"}], "secret_filter_metrics": true,
                        \t\t\t"senders": {"s": {"output_type": "test", "target": "t", "field_filter": "f", "unit_log_level": "u",
                        \t\t\t\t"extra_field_values": {"n": 5, "s": "5", "b": true, "o": {"x": [null, "\\u00e4\\/"]}},
                        \t\t\t\t"max_send_interval": 0.5}}
                        \t\t},
                        \t\t"q": {"flags": 4, "initial_position": "tail", "journal_namespace": "ns"}
                        \t}
                        }
                        """)
                        .value()
                        .settings();

        assertThat(settings.stateFile()).isEqualTo(Path.of("/var/lib/x.json"));
        assertThat(settings.statsd()).contains(new StatsdSettings("127.0.0.1", 8125, "p.", Map.of("a", "b")));
        assertThat(settings.tags()).containsEntry("dc", "fra");
        assertThat(settings.match().key()).isEqualTo("TRANSPORT");
        assertThat(settings.geoDatabase()).contains(Path.of("/geo.mmdb"));
        ReaderSettings reader = settings.readers().get("r");
        assertThat(reader.match().value()).isEqualTo("5");
        assertThat(reader.bufferItems()).isEqualTo(7);
        assertThat(reader.bufferBytes()).isEqualTo(4096);
        assertThat(reader.slowSearch()).isEqualTo(Duration.ofSeconds(2));
        assertThat(reader.searches()).hasSize(1);
        assertThat(reader.secrets().isEmpty()).isFalse();
        assertThat(reader.secretMetrics()).isTrue();
        assertThat(reader.tags()).isEqualTo(Map.of("r", "1"));
        assertThat(reader.source().toString()).contains("path=/j", "SYSTEM", "LOCAL_ONLY", "seconds=3600");
        SenderSettings sender = reader.senders().get("s");
        assertThat(sender.filter().passes("foo")).isFalse();
        assertThat(sender.levels().levels()).hasSize(1);
        assertThat(sender.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(sender.extras())
                .containsEntry("n", "5")
                .containsEntry("s", "\"5\"")
                .containsEntry("b", "true")
                .containsEntry("o", "{\"x\":[null,\"ä/\"]}");
        assertThat(settings.readers().get("q").source().toString()).contains("SYSTEM", "Tail", "namespace=ns");
        assertThat(settings.readers().get("q").bufferItems()).isEqualTo(100);
    }

    @Test
    void defaultsAreThoseOfJournalpump() throws Exception {
        PumpSettings settings =
                load("{\"readers\": {\"r\": {\"senders\": {\"s\": {\"output_type\": \"test\", \"target\": \"x\"}}}}}")
                        .value()
                        .settings();

        assertThat(settings.stateFile()).isEqualTo(directory.resolve("journalpump_state.json"));
        assertThat(settings.statsd()).isEmpty();
        ReaderSettings reader = settings.readers().get("r");
        assertThat(reader.bufferItems()).isEqualTo(50_000);
        assertThat(reader.bufferBytes()).isEqualTo(5 << 20);
        assertThat(reader.source().toString()).contains("LOCAL_ONLY", "Head");
        assertThat(reader.senders().get("s").interval()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'no_such': 1} | journalpump.json:1: no_such: unknown key",
                "{'readers': {'r': {'journal_pth': '/x'}}} | readers.r.journal_pth: unknown key; did you mean `journal_path`?",
                "{'readers': {'r': {'initial_position': 'middle'}}} | readers.r.initial_position: must be head, tail",
                "{'readers': {'r': {'flags': ['SYSTM']}}} | readers.r.flags: `SYSTM` is none of LOCAL_ONLY",
                "{'readers': {'r': {'flags': 64}}} | readers.r.flags: `64` is none of",
                "{'readers': {'r': {'secret_filters': {'pattern': 'x'}}}} | readers.r.secret_filters: must be a list",
                "{'readers': {'r': {'secret_filters': [{'pattern': 'x'}]}}} | readers.r.secret_filters[0].replacement: is missing",
                "{'readers': {'r': {'secret_filters': [{'replacement': 'x'}]}}} | readers.r.secret_filters[0].pattern: is missing",
                "{'readers': {'r': {'secret_filters': [{'pattern': '[', 'replacement': 'x'}]}}} | secret_filters[0].pattern: is no regular",
                "{'readers': {'r': {'searches': [{'name': 's', 'fields': {'A': 'a(?!b)'}}]}}} | readers.r.searches[0].fields.A: uses look-around, or a back",
                "{'json_state_file_path': '/'} | json_state_file_path: / is a directory; name a file in it",
                "{'readers': {'r': {'journal_namespace': '../..'}}} | readers.r.journal_namespace: must be up to 128 letters",
                "{'readers': {'r': {'journal_path': '/j', 'journal_files': ['/x']}}} | readers.r.journal_files: files stand alone",
                "{'readers': {'r': {'senders': {'s': {}}}}} | readers.r.senders.s.output_type: is needed: the kind of sender; known are test",
                "{'readers': {'r': {'searches': [{'fields': {'A': 'a'}}]}}} | readers.r.searches[0].name: is missing",
                "{'readers': {'r': {'senders': {'s': {'output_type': 'tset'}}}}} | readers.r.senders.s.output_type: there is no sender `tset`; known are test",
                "{'readers': {'r': {'senders': {'s': {'output_type': 'test'}}}}} | readers.r.senders.s.target: is needed",
                "{'readers': {'r': {'senders': {'s': {'output_type': 'test', 'target': 'x', 'field_filter': 'f'}}}}} | senders.s.field_filter: there is no `f`; the top level's field_filters has none",
                "{'readers': {'r': {'senders': {'s': {'output_type': 'test', 'target': 'x', 'unit_log_level': 'u'}}}}} | s.unit_log_level: there is no `u`",
                "{'readers': {'r': {'senders': {'s': {'output_type': 'test', 'target': 'x', 'spam': 'u'}}}}} | readers.r.senders.s.spam: unknown key",
                "{'unit_log_levels': {'u': [{'service_glob': '*', 'log_level': 'LOUD'}]}} | unit_log_levels.u[0].log_level: `LOUD` is none of",
                "{'field_filters': {'f': {'type': 'gray'}}} | field_filters.f.type: must be one of whitelist, blacklist",
                "{'readers': {'r': {'source': 'tape'}}} | readers.r.source: there is no source `tape`; known are file, journal",
                "{'readers': {'../r': {}}} | \" cannot be a name: up to 100",
                "{'statsd': {'host': 'x', 'port': 'y'}} | statsd.port: must be a whole number",
            })
    void whatIsWrongIsNamedByItsPath(String json, String expected) throws Exception {
        assertThat(problems(json.replace('\'', '"')))
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void keysThatJournalpumpNeverReadAreWarnedOf() throws Exception {
        Loaded<PumpConfig> loaded = load(
                "{\"readers\": {\"r\": {\"senders\": {\"s\": {\"output_type\": \"test\", \"target\": \"x\", \"match_key\": \"A\"}}}}}");

        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("readers.r.senders.s.match_key: has no effect");
    }

    @Test
    void whatWillDoLessThanItSeemsIsWarnedOf() throws Exception {
        assertThat(warnings("{\"log_level\": \"INFO\"}"))
                .containsExactly("readers: is empty: nothing is read, and nothing is shipped");
        assertThat(
                        warnings(
                                "{\"statsd\": {\"host\": \"h\"}, \"geoip_database\": \"/no/such\","
                                        + " \"readers\": {\"r\": {\"journal_path\": \"/no/such\"}, \"q\": {\"journal_files\": [\"/no/such\"]}}}"))
                .containsExactlyInAnyOrder(
                        "statsd: has no effect: metrics are sent where host and port are both set",
                        "geoip_database: /no/such cannot be read; the pump does not start without it",
                        "readers.r: has neither senders nor searches: nothing is done with what it reads",
                        "readers.r.journal_path: there is no directory /no/such now; entries come as soon as there is one",
                        "readers.q: has neither senders nor searches: nothing is done with what it reads",
                        "readers.q.journal_files: there is no file /no/such that can be read now");
    }

    private List<String> warnings(String json) throws Exception {
        return load(json).warnings().stream()
                .map(warning -> warning.path() + ": " + warning.message())
                .toList();
    }

    @Test
    void differencesAreSeenReaderByReader() throws Exception {
        String a = "{\"tags\": {\"x\": \"1\"}, \"readers\": {\"r\": {\"tags\": {\"y\": \"1\"}}, \"q\": {}}}";
        PumpConfig one = load(a).value();
        PumpConfig two = load(a.replace("\"y\": \"1\"", "\"y\": \"2\"")).value();

        assertThat(two.foundation()).isEqualTo(one.foundation());
        assertThat(two.reader("r")).isNotEqualTo(one.reader("r"));
        assertThat(two.reader("q")).isEqualTo(one.reader("q"));
        assertThat(load(a.replace("\"x\"", "\"z\"")).value().foundation()).isNotEqualTo(one.foundation());
    }

    @Test
    void fileThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> load("{\"readers\": [}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(":1: not JSON: ");
        assertThatThrownBy(() -> load("{\n  \"a\": \"b\"\n  \"c\": 1\n}"))
                .hasMessageContaining(":3: not JSON: expected ',' or '}', but got a value (is a comma missing?)"
                        + " (while parsing an object that begins in line 1)");
        assertThatThrownBy(() -> load("{\"a\": \"\\d\"}"))
                .hasMessageContaining(":1: not JSON: found unknown escape character d(100)")
                .hasMessageEndingWith("; a backslash is written twice");
        assertThatThrownBy(() -> load("{\n  // mine\n  \"a\": 1\n}")).hasMessageEndingWith("; JSON has no comments");
        assertThatThrownBy(() -> load("{\"a\": {\n"))
                .hasMessageContaining("not JSON: expected a value, but found 'the end of the file'");
        assertThatThrownBy(() -> load("{} }"))
                .hasMessageContaining("behind the object that is the whole file stands '}'");
    }
}
