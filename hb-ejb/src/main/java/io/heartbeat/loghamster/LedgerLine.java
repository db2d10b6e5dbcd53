package io.heartbeat.loghamster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/** One line of the {@link Ledger}: eight hex digits of the CRC-32C of the rest, a blank, an account as JSON, {@code \n}. */
final class LedgerLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHECK = 9;

    private LedgerLine() {}

    static String write(Account account) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("output", account.output().toString());
            json.writeStringField("key", account.key());
            json.writeNumberField("size", account.size());
            json.writeNumberField("open", account.open());
            for (Map.Entry<String, Account.Place> one : account.places().entrySet()) {
                json.writeArrayFieldStart("/" + one.getKey());
                json.writeNumber(one.getValue().offset());
                json.writeNumber(one.getValue().begin());
                json.writeString(
                        Base64.getEncoder().encodeToString(one.getValue().tail()));
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return check(text.toString()) + " " + text + "\n";
    }

    /** Null when it is not a whole line as it was written. */
    static Account read(String line) {
        if (line.length() < CHECK || !line.substring(0, CHECK - 1).equals(check(line.substring(CHECK)))) {
            return null;
        }
        try (JsonParser json = JSON.createParser(line.substring(CHECK))) {
            return account(json);
        } catch (IOException | RuntimeException e) {
            return null; // what has a good checksum and cannot be read was written by another version
        }
    }

    private static Account account(JsonParser json) throws IOException {
        String output = "";
        String key = "";
        long size = 0;
        int open = 0;
        Map<String, Account.Place> places = new LinkedHashMap<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "output" -> output = json.getText();
                case "key" -> key = json.getText();
                case "size" -> size = json.getLongValue();
                case "open" -> open = json.getIntValue();
                default -> places.put(name.substring(1), place(json));
            }
        }
        return new Account(Path.of(output), key, size, open, 0, places);
    }

    private static Account.Place place(JsonParser json) throws IOException {
        long offset = json.nextLongValue(0);
        long begin = json.nextLongValue(-1);
        return new Account.Place(offset, Base64.getDecoder().decode(json.nextTextValue()), begin);
    }

    private static String check(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
