package io.heartbeat.pump.sender.heartbeat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.pump.sender.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;

/** The mark on the disk: replaced as a whole and synced. One that cannot be read begins a new stream. For one thread. */
final class Marks {
    private static final Logger LOG = System.getLogger(Marks.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    Marks(Path file) {
        this.file = file;
    }

    /** The mark that was kept for this log, else a fresh one. */
    Mark read(String log) throws IOException {
        try {
            Mark kept = of(JsonFields.read(Files.readAllBytes(file)));
            return kept.log().equals(log) ? kept : Mark.fresh(log);
        } catch (NoSuchFileException none) {
            return Mark.fresh(log);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "{0} cannot be read ({1}): a new stream begins", file, e.getMessage());
            return Mark.fresh(log);
        }
    }

    private static Mark of(Map<String, Object> fields) {
        return new Mark(
                text(fields, "id"),
                text(fields, "log"),
                text(fields, "first"),
                number(fields, "start"),
                bytes(fields, "before"),
                number(fields, "end"),
                bytes(fields, "last"));
    }

    private static String text(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text " + name);
    }

    private static long number(Map<String, Object> fields, String name) {
        if (fields.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw new IllegalArgumentException("no number " + name);
    }

    private static byte[] bytes(Map<String, Object> fields, String name) {
        return Base64.getDecoder().decode(text(fields, name));
    }

    void write(Mark mark) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(json(mark));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] json(Mark mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("id", mark.id());
            json.writeStringField("log", mark.log());
            json.writeStringField("first", mark.first());
            json.writeNumberField("start", mark.start());
            json.writeStringField("before", Base64.getEncoder().encodeToString(mark.before()));
            json.writeNumberField("end", mark.end());
            json.writeStringField("last", Base64.getEncoder().encodeToString(mark.last()));
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
