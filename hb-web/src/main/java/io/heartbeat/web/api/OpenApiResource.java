package io.heartbeat.web.api;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The API's own description. A document that lies in the archive, because stock WildFly makes none from annotations; Payara
 * takes the same one for its {@code /openapi}.
 */
@Path("openapi.json")
@ApplicationScoped
public class OpenApiResource {
    private static final String DOCUMENT = "/META-INF/openapi.json";

    private byte[] document;
    private EntityTag tag;

    @PostConstruct
    void read() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
            document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tag = new EntityTag(Integer.toHexString(Arrays.hashCode(document)));
    }

    /** OpenAPI 3.0. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response openApi(@Context Request request) {
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        return (answer == null ? Response.ok(document) : answer)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}
