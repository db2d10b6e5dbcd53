package io.heartbeat.web.api;

import io.heartbeat.access.Login;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;

/** Logins and API tokens as the API tells them; never their secrets. */
final class TokenJson {
    private TokenJson() {}

    /** An array {@code tokens}. */
    static void list(JsonGenerator json, List<Login> standing) {
        json.writeStartArray("tokens");
        for (Login login : standing) {
            json.writeStartObject();
            members(json, login);
            json.writeEnd();
        }
        json.writeEnd();
    }

    /** The same of one's own, where {@code current} marks the one that asks. */
    static void own(JsonGenerator json, List<Login> standing, String current) {
        json.writeStartArray("tokens");
        for (Login login : standing) {
            json.writeStartObject();
            members(json, login);
            json.write("current", login.id().equals(current));
            json.writeEnd();
        }
        json.writeEnd();
    }

    static void members(JsonGenerator json, Login login) {
        json.write("id", login.id());
        JsonOut.text(json, "label", login.label());
        json.write("api", login.api());
        json.write("scope", login.scope().name().toLowerCase(Locale.ROOT));
        JsonOut.time(json, "created", login.created());
        JsonOut.time(json, "expires_at", login.expires());
        JsonOut.time(json, "last_used", login.used());
    }
}
