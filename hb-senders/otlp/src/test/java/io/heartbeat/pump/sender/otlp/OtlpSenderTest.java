package io.heartbeat.pump.sender.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.RetryAfterException;
import io.heartbeat.pump.sender.Sender;
import io.heartbeat.pump.sender.SenderContext;
import io.heartbeat.pump.sender.SenderContract;
import io.heartbeat.pump.sender.recorded.Recorder;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpSenderTest {
    private static final long MICROS = 1_590_581_737_308_352L;
    private static final String ENTRY = "{\"MESSAGE\":\"too hot\",\"PRIORITY\":3,\"PID\":7,\"HOSTNAME\":\"web1\","
            + "\"SYSLOG_IDENTIFIER\":\"therm\",\"SOURCE_REALTIME_TIMESTAMP\":1590581737.25,\"A\":[\"x\",true],"
            + "\"timestamp\":\"2020-05-27T12:15:37.308352\",\"REALTIME_TIMESTAMP\":1590581737.308352}";

    @TempDir
    Path directory;

    private final List<String> counted = new ArrayList<>();
    private Recorder collector;

    @BeforeEach
    void listen() throws IOException {
        collector = new Recorder(request -> Recorder.Answer.of(200, ""));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private Sender open(String keys) throws Exception {
        return SenderContract.plan(new OtlpSenderFactory(), "otlp_endpoint: " + collector.url() + "\n" + keys)
                .open(new SenderContext(
                        "r",
                        "s",
                        directory,
                        TimeSource.SYSTEM,
                        Runnable::run,
                        (name, tags, count) -> counted.add(name + tags + count)));
    }

    private static Batch batch(String... entries) {
        Batch batch = new Batch();
        for (String entry : entries) {
            byte[] json = entry.getBytes(StandardCharsets.UTF_8);
            batch.add(json, 0, json.length, "c" + batch.size(), MICROS + batch.size());
        }
        return batch;
    }

    @Test
    void keepsTheContractOfAllSenders() throws Exception {
        assertThat(SenderContract.faults(new OtlpSenderFactory(), Path.of("../../docs/JOURNAL_SHIPPING.md")))
                .isEmpty();
    }

    @Test
    void protobufIsWhatTheDefinitionsSay() throws Exception {
        try (Sender sender = open("otlp_headers: {X-Token: t0ken}\notlp_resource_attributes: {env: prod}")) {
            Batch batch = batch(ENTRY, "{\"MESSAGE\":\"b\",\"PRIORITY\":6}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
        Recorder.Request request = collector.requests.get(0);
        assertThat(request.path()).isEqualTo("/v1/logs");
        assertThat(request.header("Content-type")).isEqualTo("application/x-protobuf");
        assertThat(request.header("Content-encoding")).isEqualTo("gzip");
        assertThat(request.header("X-token")).isEqualTo("t0ken");
        ExportLogsServiceRequest sent = ExportLogsServiceRequest.parseFrom(request.body());
        assertThat(sent.getResourceLogsCount()).isEqualTo(2);
        assertThat(sent.getResourceLogs(0).getResource().getAttributesList().toString())
                .contains("host.name", "web1", "service.name", "therm", "env", "prod");
        LogRecord record = sent.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
        assertThat(record.getTimeUnixNano()).isEqualTo(1_590_581_737_250_000_000L);
        assertThat(record.getObservedTimeUnixNano()).isEqualTo(MICROS * 1000);
        assertThat(record.getSeverityNumberValue()).isEqualTo(17);
        assertThat(record.getSeverityText()).isEqualTo("err");
        assertThat(record.getBody().getStringValue()).isEqualTo("too hot");
        assertThat(record.getAttributesList())
                .extracting(attribute -> attribute.getKey())
                .containsExactly("PID", "SYSLOG_IDENTIFIER", "SOURCE_REALTIME_TIMESTAMP", "A", "log.record.uid");
        assertThat(record.getAttributes(0).getValue().getIntValue()).isEqualTo(7);
        assertThat(record.getAttributes(3)
                        .getValue()
                        .getArrayValue()
                        .getValues(1)
                        .getBoolValue())
                .isTrue();
        assertThat(sent.getResourceLogs(1).getScopeLogs(0).getLogRecords(0).getSeverityNumberValue())
                .isEqualTo(9);
    }

    @Test
    void jsonIsWhatTheProtocolSays() throws Exception {
        try (Sender sender = open("otlp_encoding: json\notlp_compression: none")) {
            sender.send(batch(ENTRY));
        }
        Recorder.Request request = collector.requests.get(0);
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(request.header("Content-encoding")).isNull();
        assertThat(new ObjectMapper().readTree(request.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                {"resourceLogs":[{
                                  "resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web1"}},
                                    {"key":"service.name","value":{"stringValue":"therm"}}]},
                                  "scopeLogs":[{"scope":{"name":"io.heartbeat.pump"},"logRecords":[{
                                    "timeUnixNano":"1590581737250000000","observedTimeUnixNano":"1590581737308352000",
                                    "severityNumber":17,"severityText":"err","body":{"stringValue":"too hot"},
                                    "attributes":[{"key":"PID","value":{"intValue":"7"}},
                                      {"key":"SYSLOG_IDENTIFIER","value":{"stringValue":"therm"}},
                                      {"key":"SOURCE_REALTIME_TIMESTAMP","value":{"doubleValue":1590581737.25}},
                                      {"key":"A","value":{"arrayValue":{"values":[{"stringValue":"x"},{"boolValue":true}]}}},
                                      {"key":"log.record.uid","value":{"stringValue":"c0"}}]}]}]}]}
                                """));
    }

    @ParameterizedTest
    @CsvSource({"0,21", "1,19", "2,18", "3,17", "4,13", "5,10", "6,9", "7,5"})
    void severitiesAreThoseOfTheDataModel(int priority, int number) {
        assertThat(LogEntry.of(batch("{\"PRIORITY\":" + priority + "}"), 0).severity())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoIsBusyIsGivenTheTimeItAsksFor(int status) throws Exception {
        collector.next(Recorder.Answer.of(status, "", "Retry-After", "17"));
        try (Sender sender = open("")) {
            Batch batch = batch(ENTRY);
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOfSatisfying(RetryAfterException.class, busy -> assertThat(busy.delay())
                            .isEqualTo(Duration.ofSeconds(17)));
            assertThat(batch.pending()).isOne();
            sender.send(batch);
            assertThat(batch.pending()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 502, 504, 307})
    void whatMayBeMendedStaysPending(int status) throws Exception {
        collector.next(Recorder.Answer.of(status, "s3cr3t"));
        try (Sender sender = open("")) {
            Batch batch = batch(ENTRY);
            assertThatThrownBy(() -> sender.send(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(status + "")
                    .hasMessageNotContaining("s3cr3t");
            assertThat(batch.pending()).isOne();
        }
    }

    @Test
    void onlyTheRecordThatIsRefusedAloneIsPoison() throws Exception {
        try (Sender sender = open("otlp_encoding: json")) {
            for (int i = 0; i < 8; i++) {
                collector.next(request -> request.text().contains("evil")
                        ? Recorder.Answer.of(400, "{\"code\":3,\"message\":\"bad\\nrecord\"}")
                        : Recorder.Answer.of(200, "{}"));
            }
            Batch batch = batch(
                    "{\"MESSAGE\":\"a\"}", "{\"MESSAGE\":\"b\"}", "{\"MESSAGE\":\"evil\"}", "{\"MESSAGE\":\"d\"}");
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(batch.isPoison(2)).isTrue();
            assertThat(batch.reason(2)).isEqualTo("400 bad record");
            assertThat(batch.isPoison(0) || batch.isPoison(1) || batch.isPoison(3))
                    .isFalse();
        }
    }

    @Test
    void partialSuccessIsCountedAndNotSentAgain() throws Exception {
        collector.next(new Recorder.Answer(200, response(1, "one is too old")));
        try (Sender sender = open("")) {
            Batch batch = batch(ENTRY, ENTRY);
            sender.send(batch);
            assertThat(batch.pending()).isZero();
            assertThat(batch.isPoison(0) || batch.isPoison(1)).isFalse();
        }
        assertThat(counted).containsExactly("sender.rejected{sender=s}1");
    }

    @Test
    void whereAllAreRejectedAllAreDeadLetters() throws Exception {
        collector.next(Recorder.Answer.of(
                200, "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"too old\"}}"));
        try (Sender sender = open("otlp_encoding: json")) {
            Batch batch = batch(ENTRY, ENTRY);
            sender.send(batch);
            assertThat(batch.reason(0)).isEqualTo("rejected: too old");
            assertThat(batch.isPoison(1)).isTrue();
        }
    }

    private static byte[] response(long rejected, String message) {
        return ExportLogsServiceResponse.newBuilder()
                .setPartialSuccess(ExportLogsPartialSuccess.newBuilder()
                        .setRejectedLogRecords(rejected)
                        .setErrorMessage(message))
                .build()
                .toByteArray();
    }

    @Test
    void peerThatHangsTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Sender sender = SenderContract.plan(
                                new OtlpSenderFactory(),
                                "otlp_endpoint: http://127.0.0.1:" + silent.getLocalPort() + "\notlp_timeout: 1")
                        .open(new SenderContext(
                                "r", "s", directory, TimeSource.SYSTEM, Runnable::run, (n, t, c) -> {}))) {
            assertThatThrownBy(() -> sender.send(batch(ENTRY)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer within 1");
        }
    }

    @Test
    void faultyKeysAreNamedAndShowNoSecret() {
        assertThatThrownBy(() -> SenderContract.plan(
                        new OtlpSenderFactory(),
                        "otlp_endpoint: ftp://x\notlp_headers: {\"a b\": s3cr3t}\notlp_encoding: xml\ncertfile: /x"))
                .hasMessageContaining("senders.s.otlp_endpoint")
                .hasMessageContaining("otlp_headers.a b")
                .hasMessageContaining("otlp_encoding")
                .hasMessageContaining("certfile")
                .hasMessageNotContaining("s3cr3t");
    }
}
