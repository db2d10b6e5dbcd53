package io.heartbeat.notify.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.heartbeat.alert.External;
import io.heartbeat.notify.Item;
import io.heartbeat.notify.Json;
import io.heartbeat.notify.Keys;
import io.heartbeat.notify.Letter;
import io.heartbeat.notify.Markup;
import io.heartbeat.notify.Means;
import io.heartbeat.notify.Notifier;
import io.heartbeat.notify.Outcome;
import io.heartbeat.notify.Personal;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Service;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Any address that takes what Prometheus' Alertmanager posts, version 4 (prometheus.io/docs/alerting/latest/configuration). */
public final class Webhook implements Service {
    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public List<Personal> personal() {
        return List.of(Personal.hook());
    }

    @Override
    public List<String> needs() {
        return List.of("webhook_url");
    }

    @Override
    public Optional<Notifier> open(Keys keys) {
        Optional<URI> url = keys.secretAddress("url");
        Optional<String> authorization = keys.secret("authorization");
        return url.map(hook -> new Sender(hook, authorization));
    }

    private record Sender(URI url, Optional<String> authorization) implements Hook {
        private static final int FINGERPRINT = 16;

        @Override
        public List<String> secrets() {
            List<String> secrets = new ArrayList<>(Hook.super.secrets());
            authorization.ifPresent(secrets::add);
            return secrets;
        }

        @Override
        public Markup markup() {
            return Markup.PLAIN;
        }

        @Override
        public Outcome send(Receiver to, Letter letter, Means means) {
            // For the channel's own address: whoever a user names instead must not learn it.
            Map<String, String> headers = url(to).equals(url)
                    ? authorization
                            .map(secret -> Map.of("Authorization", secret))
                            .orElse(Map.of())
                    : Map.of();
            return means.http().json(url(to), body(to, letter), headers, means.timeout());
        }

        private static String body(Receiver to, Letter letter) {
            return Json.object(json -> {
                json.writeStringField("version", "4");
                json.writeStringField("groupKey", letter.channel() + ":" + to.name());
                json.writeNumberField("truncatedAlerts", 0);
                json.writeStringField("receiver", letter.channel());
                json.writeStringField("status", letter.resolved() ? "resolved" : "firing");
                map(json, "groupLabels", Map.of());
                map(json, "commonLabels", common(letter.items(), Sender::labels));
                map(json, "commonAnnotations", common(letter.items(), Sender::annotations));
                json.writeStringField("externalURL", letter.url());
                json.writeArrayFieldStart("alerts");
                for (Item item : letter.items()) {
                    alert(json, item, letter.url());
                }
                json.writeEndArray();
            });
        }

        private static void alert(JsonGenerator json, Item item, String console) throws IOException {
            json.writeStartObject();
            json.writeStringField("status", item.resolved() ? "resolved" : "firing");
            map(json, "labels", labels(item));
            map(json, "annotations", annotations(item));
            json.writeStringField("startsAt", item.since().toString());
            json.writeStringField("endsAt", item.resolved() ? item.at().toString() : "0001-01-01T00:00:00Z");
            json.writeStringField("generatorURL", item.generatorUrl() == null ? console : item.generatorUrl());
            // Of what stays: the same alert has the same one when it gets worse, and when it is over.
            json.writeStringField(
                    "fingerprint", External.fingerprint(item.identity()).substring(0, FINGERPRINT));
            json.writeEndObject();
        }

        private static Map<String, String> labels(Item item) {
            Map<String, String> labels = new TreeMap<>(item.identity());
            labels.putIfAbsent("severity", item.severity().label());
            return labels;
        }

        private static Map<String, String> annotations(Item item) {
            Map<String, String> annotations = new TreeMap<>(item.annotations());
            annotations.putIfAbsent("summary", item.text());
            return annotations;
        }

        /** What all of them say alike. */
        private static Map<String, String> common(List<Item> items, Function<Item, Map<String, String>> part) {
            Map<String, String> common = new LinkedHashMap<>(part.apply(items.get(0)));
            items.forEach(item -> common.entrySet().retainAll(part.apply(item).entrySet()));
            return common;
        }

        private static void map(JsonGenerator json, String key, Map<String, String> map) throws IOException {
            json.writeObjectFieldStart(key);
            for (Map.Entry<String, String> entry : map.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }

        @Override
        public String toString() {
            return "webhook";
        }
    }
}
