package io.heartbeat.web.api;

import io.heartbeat.phrase.Phrase;
import jakarta.json.stream.JsonGenerator;

/** A text that may be the server's own sentence, for pages in other languages. Shape: docs/HTTP_API.md, "Phrases". */
public final class PhraseJson {
    private PhraseJson() {}

    /** Writes a text, or null, and beside it as {@code phrase} which sentence it is, null for what others wrote. */
    public static void text(JsonGenerator json, String key, String text) {
        JsonOut.text(json, key, text);
        member(json, Phrase.read(text));
    }

    /** Writes {@code phrase}: a sentence, or null. */
    static void member(JsonGenerator json, Phrase.Said said) {
        if (said == null) {
            json.writeNull("phrase");
        } else {
            json.writeStartObject("phrase").write("name", said.phrase().label());
            JsonOut.texts(json, "details", said.details());
            json.writeEnd();
        }
    }
}
