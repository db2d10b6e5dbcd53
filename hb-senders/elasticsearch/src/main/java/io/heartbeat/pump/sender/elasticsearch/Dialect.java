package io.heartbeat.pump.sender.elasticsearch;

import io.heartbeat.pump.sender.JsonFields;
import java.io.IOException;
import java.util.Map;

/** What a server's version asks for. */
enum Dialect {
    /** Elasticsearch up to 5: documents have a type, a template has one pattern. */
    ONE_PATTERN("_template", "{\"template\":\"%s-*\",\"mappings\":{\"journal_msg\":%s}}"),
    /** Elasticsearch 6: documents have a type. */
    TYPED("_template", "{\"index_patterns\":[\"%s-*\"],\"mappings\":{\"journal_msg\":%s}}"),
    /** Elasticsearch 7: types need not be named any more; indices that have one take documents without. */
    LEGACY("_template", "{\"index_patterns\":[\"%s-*\"],\"mappings\":%s}"),
    /** OpenSearch, and Elasticsearch from 8: a template of the new kind. */
    COMPOSABLE("_index_template", "{\"index_patterns\":[\"%s-*\"],\"template\":{\"mappings\":%s}}");

    private static final String MAPPING = "{\"properties\":{\"timestamp\":{\"type\":\"date\"}}}";

    private final String templates;
    private final String form;

    Dialect(String templates, String form) {
        this.templates = templates;
        this.form = form;
    }

    /**
     * Of a server that says what it is, in its answer to {@code GET /}.
     *
     * @throws IOException when it says something else
     */
    static Dialect of(byte[] greeting) throws IOException {
        if (JsonFields.read(greeting).get("version") instanceof Map<?, ?> version) {
            String number = String.valueOf(version.get("number"));
            if ("opensearch".equals(version.get("distribution"))) {
                return COMPOSABLE;
            }
            if (number.matches("[0-9]{1,4}\\..*")) {
                int major = Integer.parseInt(number.substring(0, number.indexOf('.')));
                return major <= 5 ? ONE_PATTERN : major == 6 ? TYPED : major == 7 ? LEGACY : COMPOSABLE;
            }
        }
        throw new IOException("it does not say its version");
    }

    /** Path of the template of a prefix. */
    String templatePath(String prefix) {
        return "/" + templates + "/" + prefix;
    }

    /** The template: {@code timestamp} is a date. */
    String template(String prefix) {
        return form.formatted(prefix, MAPPING);
    }

    /** What stands in a document's action beside index and identifier. The type is that of journalpump's own indices. */
    String type() {
        return this == ONE_PATTERN || this == TYPED ? "\"_type\":\"journal_msg\"," : "";
    }
}
