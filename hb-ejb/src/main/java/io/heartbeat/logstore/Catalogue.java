package io.heartbeat.logstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which log files there are and what they hold, kept in a file of JSON lines, so that a search after a restart finds logs of
 * which nobody has written since. A line that cannot be read is left out. Thread-safe.
 */
final class Catalogue {
    private static final System.Logger LOG = System.getLogger(Catalogue.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Map<Path, LogSource> entries = new LinkedHashMap<>();
    private boolean failing;
    /** Whether a log is noted here that the file did not take, or took in part. */
    private boolean behind;

    /** Reads what an earlier run wrote. */
    Catalogue(Path file) {
        this.file = file;
        try {
            // A torn line may end in half a character; it costs no other line.
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(this::read);
            rewrite();
        } catch (NoSuchFileException first) {
            LOG.log(Level.DEBUG, "{0} is begun", file);
        } catch (IOException unreadable) {
            fail(unreadable);
        }
    }

    /** All logs, in the order in which they came. */
    synchronized List<Catalogued> all() {
        List<Catalogued> all = new ArrayList<>();
        entries.forEach((path, source) -> all.add(new Catalogued(path, source)));
        return all;
    }

    synchronized int size() {
        return entries.size();
    }

    /** Notes a log; the newest word about a path counts. */
    synchronized void note(Path path, LogSource source) {
        if (source.equals(entries.put(path, source))) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (behind) {
                rewrite();
            } else {
                String line = line(path, source) + "\n";
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            failing = false;
            behind = false;
        } catch (IOException failure) {
            behind = true;
            fail(failure);
        }
    }

    /** Writes all anew, what a failing disk did not take included; forgets logs whose files, backups included, are gone. */
    private void rewrite() throws IOException {
        int before = entries.size();
        entries.keySet().removeIf(path -> !Files.isDirectory(path.getParent()));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Path, LogSource> entry : entries.entrySet()) {
            text.append(line(entry.getKey(), entry.getValue())).append('\n');
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.log(Level.DEBUG, "{0}: {1} logs, {2} forgotten", file, entries.size(), before - entries.size());
    }

    private void fail(IOException failure) {
        if (!failing) {
            LOG.log(Level.WARNING, "{0} cannot be kept; a search after a restart may miss logs: {1}", file, failure);
        }
        failing = true;
    }

    private static String line(Path path, LogSource source) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("kind", source.kind().label());
            json.writeStringField("path", path.toString());
            json.writeStringField("host", source.host());
            json.writeStringField("application", source.application());
            json.writeStringField("facility", source.facility());
            json.writeEndObject();
        }
        return line.toString();
    }

    private void read(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            Map<String, String> fields = new HashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    fields.put(json.currentName(), json.getText());
                }
            }
            LogKind kind = LogKind.valueOf(fields.get("kind").toUpperCase(Locale.ROOT));
            LogSource source =
                    new LogSource(kind, fields.get("host"), fields.get("application"), fields.get("facility"));
            entries.put(Path.of(fields.get("path")), source);
        } catch (IOException | RuntimeException torn) {
            LOG.log(Level.DEBUG, "a line of {0} is left out: {1}", file, torn.toString());
        }
    }
}
