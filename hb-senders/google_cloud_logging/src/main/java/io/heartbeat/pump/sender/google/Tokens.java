package io.heartbeat.pump.sender.google;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.protocol.JsonText;
import io.heartbeat.pump.sender.JsonFields;
import io.heartbeat.pump.sender.WebAddress;
import io.heartbeat.pump.sender.WebAnswer;
import io.heartbeat.pump.sender.WebClient;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;

/** The token that every request bears: asked for when there is none, or when it is about to end. For one thread. */
final class Tokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/logging.write";
    private static final String GRANT = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer";
    private static final String OF_THE_MACHINE = "/computeMetadata/v1/instance/service-accounts/default/token";
    private static final long LIFE_SECONDS = 3600;
    /** A token is not used in its last minute. */
    private static final long EARLY_SECONDS = 60;

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final GooglePlan plan;
    private final WebAddress from;
    private final WebClient client;
    private final TimeSource time;
    private String token;
    private long until;

    Tokens(GooglePlan plan, TimeSource time) throws IOException {
        this.plan = plan;
        this.time = time;
        this.from = plan.account().map(ServiceAccount::tokens).orElse(plan.metadata());
        this.client = new WebClient(from, plan.patience(), null);
    }

    /** A token that is good now. */
    String token() throws IOException, InterruptedException {
        if (token == null || time.steadyMillis() >= until) {
            long asked = time.steadyMillis();
            WebAnswer answer = client.send(
                    plan.account().isPresent() ? byAccount(plan.account().get()) : byMachine());
            if (!answer.ok()) {
                // Not its body: what it says of a token belongs in no log.
                throw answer.failure("no token: " + from.shown() + " answered " + answer.status(), time.wall());
            }
            take(answer, asked);
        }
        return token;
    }

    private void take(WebAnswer answer, long asked) throws IOException {
        Map<String, Object> fields = JsonFields.read(answer.body());
        String given = JsonFields.text(fields, "access_token");
        if (given == null || !given.matches("[\\x21-\\x7e]+")) {
            throw new IOException("no token: " + from.shown() + " gave none");
        }
        token = given;
        long seconds = fields.get("expires_in") instanceof Number number ? number.longValue() : LIFE_SECONDS;
        until = asked + Math.max(0, Math.min(seconds, LIFE_SECONDS * 24) - EARLY_SECONDS) * 1000;
    }

    /** It was refused: the next request asks for another. */
    void forget() {
        token = null;
    }

    private HttpRequest.Builder byAccount(ServiceAccount account) throws IOException {
        return HttpRequest.newBuilder(from.uri())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=" + GRANT + "&assertion=" + assertion(account)));
    }

    private HttpRequest.Builder byMachine() {
        return HttpRequest.newBuilder(from.uri().resolve(OF_THE_MACHINE)).setHeader("Metadata-Flavor", "Google");
    }

    /** A JSON web token (RFC 7523), signed by RSA with SHA-256. */
    private String assertion(ServiceAccount account) throws IOException {
        long now = time.wall().getEpochSecond();
        StringBuilder head = new StringBuilder("{\"alg\":\"RS256\",\"typ\":\"JWT\"");
        if (!account.keyId().isEmpty()) {
            JsonText.quote(account.keyId(), head.append(",\"kid\":"));
        }
        StringBuilder claims = new StringBuilder("{\"iss\":");
        JsonText.quote(account.email(), claims);
        claims.append(",\"scope\":\"").append(SCOPE).append("\",\"aud\":");
        JsonText.quote(account.tokens().uri().toString(), claims);
        claims.append(",\"iat\":").append(now).append(",\"exp\":").append(now + LIFE_SECONDS);
        String signed = base64(head.append('}')) + "." + base64(claims.append('}'));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(account.key());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException("the account's key cannot sign: " + e.getMessage(), e);
        }
    }

    private static String base64(CharSequence json) {
        return URL.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
