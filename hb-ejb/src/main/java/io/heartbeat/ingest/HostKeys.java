package io.heartbeat.ingest;

import io.heartbeat.protocol.Names;
import io.heartbeat.protocol.SigningKey;
import io.heartbeat.settings.Section;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hosts' own sections say of signing: {@code auth}, {@code key} or {@code key_file}, {@code key_id}. */
record HostKeys(Map<String, AuthMode> auth, List<SigningKey> keys) {
    static HostKeys from(Section root, AuthMode usual) {
        Map<String, AuthMode> auth = new LinkedHashMap<>();
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        root.sections("hosts").forEach((name, host) -> {
            key(name, host).ifPresent(key -> {
                String other = owners.putIfAbsent(key.id(), name);
                if (other == null) {
                    keys.put(name, key);
                } else {
                    host.problem(
                            "key_id", "the key id `" + key.id() + "` is that of host " + other + "; give each its own");
                }
            });
            if (host.has("auth")) {
                auth.put(name, host.choice("auth", usual));
            }
            check(host, auth.getOrDefault(name, usual));
        });
        return new HostKeys(auth, new ArrayList<>(keys.values()));
    }

    private static Optional<SigningKey> key(String name, Section host) {
        String id = host.text("key_id", name);
        Optional<String> secret = host.secret("key");
        if (!host.has("key") && !host.has("key_file") && host.has("key_id")) {
            host.problem("key_id", "there is no key that it could name; add key or key_file");
        }
        if (secret.isEmpty() || !Names.host(name)) {
            return Optional.empty(); // a bad name is reported by those who name the hosts
        }
        try {
            return Optional.of(new SigningKey(id, secret.get().getBytes(StandardCharsets.UTF_8), name));
        } catch (IllegalArgumentException e) {
            String culprit = e.getMessage().startsWith("key id") ? "key_id" : host.has("key") ? "key" : "key_file";
            host.problem(culprit, e.getMessage());
            return Optional.empty();
        }
    }

    private static void check(Section host, AuthMode auth) {
        if (auth != AuthMode.REQUIRE || host.has("key") || host.has("key_file")) {
            return;
        }
        String message =
                "a signature is required and there is no key, so all its messages are dropped; add key or key_file";
        if (host.has("auth")) {
            host.problem("auth", message);
        } else {
            host.warning("", message);
        }
    }
}
