package io.heartbeat.pump.sender.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Protobuf, the encoding that every collector knows. */
final class ProtobufForm implements Form {
    private final Map<String, String> attributes;

    ProtobufForm(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    @Override
    public String contentType() {
        return "application/x-protobuf";
    }

    @Override
    public byte[] request(List<LogEntry> records) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        Resources.of(records).forEach((resource, own) -> {
            Resource.Builder described = Resource.newBuilder();
            fields(Resources.attributes(resource, attributes), described::addAttributes);
            ScopeLogs.Builder scope = ScopeLogs.newBuilder()
                    .setScope(InstrumentationScope.newBuilder().setName(Resources.SCOPE));
            own.forEach(record -> scope.addLogRecords(record(record)));
            request.addResourceLogs(
                    ResourceLogs.newBuilder().setResource(described).addScopeLogs(scope));
        });
        return request.build().toByteArray();
    }

    private static LogRecord record(LogEntry record) {
        LogRecord.Builder built = LogRecord.newBuilder()
                .setTimeUnixNano(record.nanos())
                .setObservedTimeUnixNano(record.observedNanos())
                .setSeverityNumber(SeverityNumber.forNumber(record.severity()))
                .setSeverityText(record.severityText());
        if (record.body() != null) {
            built.setBody(value(record.body()));
        }
        fields(record.attributes(), built::addAttributes);
        return built.build();
    }

    private static void fields(Map<?, ?> fields, Consumer<KeyValue> out) {
        fields.forEach((name, value) -> out.accept(KeyValue.newBuilder()
                .setKey(name.toString())
                .setValue(value(value))
                .build()));
    }

    private static AnyValue value(Object value) {
        AnyValue.Builder any = AnyValue.newBuilder();
        if (value instanceof Map<?, ?> map) {
            KeyValueList.Builder list = KeyValueList.newBuilder();
            fields(map, list::addValues);
            any.setKvlistValue(list);
        } else if (value instanceof List<?> items) {
            ArrayValue.Builder array = ArrayValue.newBuilder();
            items.forEach(item -> array.addValues(value(item)));
            any.setArrayValue(array);
        } else if (value instanceof Long number) {
            any.setIntValue(number);
        } else if (value instanceof Double number) {
            any.setDoubleValue(number);
        } else if (value instanceof Boolean flag) {
            any.setBoolValue(flag);
        } else if (value instanceof BigInteger || value instanceof String) {
            any.setStringValue(value.toString());
        }
        return any.build();
    }

    @Override
    public PartialSuccess response(byte[] body) {
        try {
            ExportLogsPartialSuccess partial =
                    ExportLogsServiceResponse.parseFrom(body).getPartialSuccess();
            return new PartialSuccess(partial.getRejectedLogRecords(), partial.getErrorMessage());
        } catch (IOException another) {
            return PartialSuccess.FULL;
        }
    }

    /** {@code google.rpc.Status} has its message in field 2; nothing else of it is needed. */
    @Override
    public String status(byte[] body) {
        try {
            UnknownFieldSet fields = UnknownFieldSet.parseFrom(body);
            List<ByteString> message = fields.getField(2).getLengthDelimitedList();
            return message.isEmpty() ? "" : PartialSuccess.shown(message.get(0).toStringUtf8());
        } catch (IOException noStatus) {
            return "";
        }
    }
}
