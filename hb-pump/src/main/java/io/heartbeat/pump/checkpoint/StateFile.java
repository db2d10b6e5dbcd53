package io.heartbeat.pump.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.clock.TimeSource;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.source.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The state file and what it says; one pump has it at a time. Thread-safe. */
public final class StateFile implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final TimeSource time;
    private final Map<String, Object> kept = new TreeMap<>();
    private final Map<String, ReaderProgress> readers = new LinkedHashMap<>();
    private final double startTime;
    private final FileChannel held;

    private StateFile(Path file, FileChannel held, Map<String, Object> was, TimeSource time) {
        this.file = file;
        this.held = held;
        this.time = time;
        this.startTime = time.wall().toEpochMilli() / 1000.0;
        Kept.map(was, "readers").forEach((name, part) -> kept.put(name.toString(), part));
    }

    /**
     * Reads the file.
     *
     * @throws IOException when there is one that cannot be read: without it, lines would be lost or come twice; or when another
     *     pump has it
     */
    public static StateFile open(Path file, TimeSource time) throws IOException {
        FileChannel held = made(file);
        try {
            return new StateFile(file, held, read(file), time);
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static FileChannel made(Path file) throws IOException {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return hold(file);
        } catch (FileSystemException e) {
            String reason = e instanceof AccessDeniedException ? "no permission for " : "there is no way to make ";
            throw new IOException(
                    "the state file " + file + " cannot be written: " + reason + e.getFile()
                            + (e.getReason() == null ? "" : " (" + e.getReason() + ")")
                            + "; json_state_file_path says where it lies",
                    e);
        }
    }

    /** A lock beside the file, which is itself replaced again and again. It ends with the process, however that ends. */
    private static FileChannel hold(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // as if another process had it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("another pump that runs uses the state file " + file
                + "; end it, or give this one a json_state_file_path of its own");
    }

    /** What a state file says; empty when there is none. */
    public static Map<String, Object> read(Path file) throws IOException {
        try {
            return JsonFields.read(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (IOException e) {
            throw new IOException(
                    "the state file " + file + " cannot be read: " + e.getMessage()
                            + "; mend it, or move it away to begin at initial_position",
                    e);
        }
    }

    /** How far a reader came. One that is not asked for keeps its part of the file. */
    public synchronized ReaderProgress reader(String name, LogSource source) {
        Object part = kept.get(name);
        ReaderProgress progress = new ReaderProgress(source, part instanceof Map<?, ?> map ? map : Map.of(), time);
        readers.put(name, progress);
        return progress;
    }

    /** The reader ended, its part of the file stays. */
    public synchronized void release(String name) {
        ReaderProgress progress = readers.remove(name);
        if (progress != null) {
            kept.put(name, progress.toMap());
        }
    }

    /** Replaces the file. What was noted before the call is in it, and on the disk. */
    public synchronized void save() throws IOException {
        Map<String, Object> parts = new TreeMap<>(kept);
        readers.forEach((name, progress) -> parts.put(name, progress.toMap()));
        Map<String, Object> all = new TreeMap<>(Map.of("readers", parts, "start_time", startTime));
        ByteArrayOutputStream text = new ByteArrayOutputStream(2048);
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            write(all, json);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(text.toByteArray());
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(false);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets others have it; what was not saved is forgotten. */
    @Override
    public void close() throws IOException {
        held.close();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            json.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
