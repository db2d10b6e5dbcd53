package io.heartbeat.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published document and the resources say the same. */
class OpenApiTest {
    @Test
    void everyRouteIsInTheDocumentAndNoOther() {
        assertThat(documented()).isEqualTo(coded());
    }

    @Test
    void operationsAreNamedOnce() {
        Set<String> names = new TreeSet<>();
        document()
                .get("paths")
                .forEach(path -> path.forEach(operation -> assertThat(
                                names.add(operation.get("operationId").asText()))
                        .isTrue()));
    }

    @Test
    void referencesLeadSomewhere() {
        JsonNode document = document();
        document.findValuesAsText("$ref").forEach(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void anUnchangedDocumentIsNotSentAgain() {
        try (ApiServer api = server()) {
            HttpResponse<byte[]> first = api.get("openapi.json");
            assertThat(first.statusCode()).isEqualTo(200);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> again = api.send(api.request("openapi.json").header("If-None-Match", tag));
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    private static ApiServer server() {
        OpenApiResource resource = new OpenApiResource();
        resource.read();
        return new ApiServer(resource);
    }

    private static JsonNode document() {
        try (ApiServer api = server()) {
            return ApiServer.json(api.get("openapi.json"));
        }
    }

    /** {@code GET /api/0/hosts/{host}} → names of its parameters. */
    private static Map<String, Set<String>> documented() {
        Map<String, Set<String>> routes = new TreeMap<>();
        document().get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation -> {
                    Set<String> parameters = new TreeSet<>();
                    operation
                            .getValue()
                            .path("parameters")
                            .forEach(parameter ->
                                    parameters.add(parameter.get("in").asText() + " "
                                            + parameter.get("name").asText()));
                    routes.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), parameters);
                }));
        return routes;
    }

    private static Map<String, Set<String>> coded() {
        Map<String, Set<String>> routes = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.heartbeat.web")) {
            if (type.isAnnotatedWith(Path.class)) {
                Class<?> resource = type.reflect();
                String base = HeartbeatApi.PATH + "/"
                        + resource.getAnnotation(Path.class).value();
                Arrays.stream(resource.getDeclaredMethods()).forEach(method -> route(base, method, routes));
            }
            if (type.isAnnotatedWith(WebServlet.class)) {
                servlet(type.reflect(), routes);
            }
        }
        return routes;
    }

    /** A servlet inside /api is a route for each method it answers. */
    private static void servlet(Class<?> type, Map<String, Set<String>> routes) {
        for (String pattern : type.getAnnotation(WebServlet.class).urlPatterns()) {
            for (Method method : type.getDeclaredMethods()) {
                if (pattern.startsWith("/api/") && method.getName().matches("do[A-Z][a-z]+")) {
                    routes.put(method.getName().substring(2).toUpperCase(Locale.ROOT) + " " + pattern, Set.of());
                }
            }
        }
    }

    private static void route(String base, Method method, Map<String, Set<String>> routes) {
        Path path = method.getAnnotation(Path.class);
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                Set<String> parameters = new TreeSet<>();
                for (Annotation[] parameter : method.getParameterAnnotations()) {
                    Arrays.stream(parameter)
                            .map(OpenApiTest::parameter)
                            .filter(name -> !name.isEmpty())
                            .forEach(parameters::add);
                }
                routes.put(verb.value() + " " + base + (path == null ? "" : "/" + path.value()), parameters);
            }
        }
    }

    private static String parameter(Annotation annotation) {
        if (annotation instanceof PathParam in) {
            return "path " + in.value();
        }
        return annotation instanceof QueryParam in ? "query " + in.value() : "";
    }
}
