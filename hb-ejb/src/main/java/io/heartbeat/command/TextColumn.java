package io.heartbeat.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Lists of texts in one column, as a JSON array. */
final class TextColumn {
    private TextColumn() {}

    static String of(List<String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartArray();
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to memory", impossible);
        }
        return out.toString();
    }

    /** @throws SQLException when somebody else wrote into the column */
    static List<String> read(String column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(column)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(json.getText());
                }
            }
        } catch (IOException damaged) {
            throw new SQLException("not a list of texts: " + column, damaged);
        }
        return texts;
    }
}
