package io.heartbeat.web.api;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a host was in which state. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/states")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class StatesResource {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST = 2_000;

    private final Hosts hosts;
    private final Transitions transitions;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public StatesResource() {
        this(null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public StatesResource(Hosts hosts, Transitions transitions, TimeSource time, JsonOut out) {
        this.hosts = hosts;
        this.transitions = transitions;
        this.time = time;
        this.out = out;
    }

    /** The newest periods since a moment, oldest first. */
    @GET
    public StreamingOutput states(@PathParam("host") String name, @QueryParam("from") String from) {
        Instant now = time.wall();
        Instant begin = from == null ? now.minus(USUAL) : Stretch.moment("from", from);
        if (begin.isBefore(now.minus(LONGEST))) {
            throw JsonBody.refused("from must not be more than a year ago");
        }
        HostState host = hosts.find(name);
        List<StatusPeriod> all = transitions.periods(host, begin, now);
        List<StatusPeriod> newest = all.subList(Math.max(0, all.size() - MOST), all.size());
        return out.object(json -> {
            json.write("host", host.name());
            JsonOut.time(json, "from", begin);
            JsonOut.time(json, "to", now);
            json.writeStartArray("states");
            for (StatusPeriod period : newest) {
                json.writeStartObject();
                json.write("state", period.status().label());
                JsonOut.time(json, "from", period.from());
                JsonOut.time(json, "to", period.to());
                PhraseJson.text(json, "reason", period.reason());
                json.writeEnd();
            }
            json.writeEnd();
        });
    }
}
