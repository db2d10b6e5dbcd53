package io.heartbeat.web.api;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.HostStatus;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import io.heartbeat.host.Uptime;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How reliable a host was. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/uptime")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class UptimeResource {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_OUTAGES = 100;

    private final Hosts hosts;
    private final Transitions transitions;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public UptimeResource() {
        this(null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public UptimeResource(Hosts hosts, Transitions transitions, TimeSource time, JsonOut out) {
        this.hosts = hosts;
        this.transitions = transitions;
        this.time = time;
        this.out = out;
    }

    /** Shares of the last day and the last thirty, and the outages in them. */
    @GET
    public StreamingOutput uptime(@PathParam("host") String name) {
        HostState host = hosts.find(name);
        Instant now = time.wall();
        List<StatusPeriod> periods = transitions.periods(host, now.minus(MONTH), now);
        return out.object(json -> {
            json.write("host", host.name());
            json.writeStartObject("uptime");
            share(json, "24h", Uptime.of(periods, now.minus(DAY), now));
            share(json, "30d", Uptime.of(periods, now.minus(MONTH), now));
            json.writeEnd();
            outages(json, periods, now);
        });
    }

    /** Rounded down: 100 means that there was no outage. */
    private static void share(JsonGenerator json, String key, Uptime uptime) {
        json.writeStartObject(key);
        JsonOut.number(json, "percent", Math.floor(uptime.share() * 100_000) / 1_000);
        json.write("up_seconds", uptime.up().toSeconds());
        json.write("down_seconds", uptime.down().toSeconds());
        json.writeEnd();
    }

    private static void outages(JsonGenerator json, List<StatusPeriod> periods, Instant now) {
        List<StatusPeriod> newestFirst = new ArrayList<>(periods);
        Collections.reverse(newestFirst);
        json.writeStartArray("outages");
        newestFirst.stream()
                .filter(period -> period.status() == HostStatus.DOWN)
                .limit(MOST_OUTAGES)
                .forEach(outage -> {
                    json.writeStartObject();
                    JsonOut.time(json, "from", outage.from());
                    JsonOut.time(json, "to", outage.to().equals(now) ? null : outage.to());
                    json.write(
                            "seconds",
                            Duration.between(outage.from(), outage.to()).toSeconds());
                    PhraseJson.text(json, "reason", outage.reason());
                    json.writeEnd();
                });
        json.writeEnd();
    }
}
