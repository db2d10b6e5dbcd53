package io.heartbeat.pump.follow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The text of a {@link PositionFile}: {@code {"version":1,"check":"CRC32C","files":{…}}}, the checksum that of the characters
 * of {@code files} as UTF-8. A key that a later version adds is passed over.
 */
final class PositionText {
    private static final int VERSION = 1;
    private static final JsonFactory JSON = new JsonFactory();
    private static final String START = "{\"version\":" + VERSION + ",\"check\":\"";
    private static final String MIDDLE = "\",\"files\":";
    private static final int DIGITS = 8;

    private PositionText() {}

    /** A text that is not what was written. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(String reason) {
            super(reason);
        }
    }

    static String write(Map<Path, Remembered> files) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<Path, Remembered> one : files.entrySet()) {
                json.writeObjectFieldStart(one.getKey().toString());
                json.writeNumberField("serial", one.getValue().serial());
                write(json, "positions", one.getValue().positions());
                write(json, "finished", one.getValue().finished());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return START + check(text.toString()) + MIDDLE + text + "}\n";
    }

    private static void write(JsonGenerator json, String name, List<FilePosition> positions) throws IOException {
        json.writeArrayFieldStart(name);
        for (FilePosition position : positions) {
            write(json, position);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, FilePosition position) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", position.id());
        json.writeNumberField("device", position.key().device());
        json.writeNumberField("inode", position.key().inode());
        json.writeNumberField("offset", position.offset());
        json.writeNumberField("modified", position.modified());
        json.writeStringField("head", position.head().digest());
        json.writeNumberField("head_length", position.head().length());
        json.writeStringField("tail", position.tail().digest());
        json.writeNumberField("tail_length", position.tail().length());
        json.writeEndObject();
    }

    static Map<Path, Remembered> read(String text) throws BrokenException {
        int at = START.length() + DIGITS;
        if (!text.startsWith(START) || !text.startsWith(MIDDLE, at) || !text.endsWith("}\n")) {
            throw new BrokenException("it does not begin or end like one of version " + VERSION);
        }
        String files = text.substring(at + MIDDLE.length(), text.length() - 2);
        if (!text.substring(START.length(), at).equals(check(files))) {
            throw new BrokenException("its checksum is another one");
        }
        try (JsonParser json = JSON.createParser(files)) {
            return files(json);
        } catch (IOException | IllegalArgumentException e) {
            throw new BrokenException(e.getMessage());
        }
    }

    private static Map<Path, Remembered> files(JsonParser json) throws IOException, BrokenException {
        Map<Path, Remembered> files = new TreeMap<>();
        expect(json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String path = json.currentName();
            expect(json.nextToken(), JsonToken.START_OBJECT);
            try {
                files.put(Path.of(path), file(json));
            } catch (InvalidPathException e) {
                throw new BrokenException("no path: " + path);
            }
        }
        return files;
    }

    private static Remembered file(JsonParser json) throws IOException, BrokenException {
        int serial = 0;
        List<FilePosition> positions = List.of();
        List<FilePosition> finished = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "serial" -> serial = json.getIntValue();
                case "positions" -> positions = positions(json);
                case "finished" -> finished = positions(json);
                default -> json.skipChildren();
            }
        }
        return new Remembered(true, serial, positions, finished);
    }

    private static List<FilePosition> positions(JsonParser json) throws IOException, BrokenException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        List<FilePosition> positions = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            positions.add(position(json));
        }
        return positions;
    }

    private static FilePosition position(JsonParser json) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Long> numbers = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                numbers.put(name, json.getLongValue());
            } else {
                json.skipChildren();
            }
        }
        return new FilePosition(
                texts.getOrDefault("id", ""),
                new FileKey(number(numbers, "device"), number(numbers, "inode")),
                new Print((int) number(numbers, "head_length"), texts.getOrDefault("head", "")),
                number(numbers, "offset"),
                new Print((int) number(numbers, "tail_length"), texts.getOrDefault("tail", "")),
                number(numbers, "modified"));
    }

    private static long number(Map<String, Long> numbers, String name) throws IOException {
        Long number = numbers.get(name);
        if (number == null || number < 0) {
            throw new IOException("a position without " + name);
        }
        return number;
    }

    private static void expect(JsonToken found, JsonToken expected) throws BrokenException {
        if (found != expected) {
            throw new BrokenException(found + " where " + expected + " was expected");
        }
    }

    private static String check(String files) {
        CRC32C crc = new CRC32C();
        crc.update(files.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
