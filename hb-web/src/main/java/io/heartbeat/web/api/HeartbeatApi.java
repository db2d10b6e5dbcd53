package io.heartbeat.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Where the API stands. Resources and providers of the archive are found by their annotations. */
@ApplicationPath(HeartbeatApi.PATH)
public class HeartbeatApi extends Application {
    /** The number is the version; it changes when a shape that stands in the document breaks. */
    public static final String PATH = "/api/0";

    @Override
    public Map<String, Object> getProperties() {
        // Jersey would publish a WADL of its own, would answer an error without body by the container's page, and would
        // keep
        // back what a stream flushes until 8 KiB have come together.
        return Map.of(
                "jersey.config.server.contentLength.buffer",
                0,
                "jersey.config.server.wadl.disableWadl",
                true,
                "jersey.config.server.response.setStatusOverSendError",
                true);
    }
}
