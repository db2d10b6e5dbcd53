package io.heartbeat.web.api;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.host.HostState;
import io.heartbeat.host.StatusPeriod;
import io.heartbeat.host.Transitions;
import io.heartbeat.host.Uptime;
import io.heartbeat.metric.Curve;
import io.heartbeat.metric.History;
import io.heartbeat.metric.Span;
import io.heartbeat.metric.Summary;
import io.heartbeat.threshold.Profile;
import io.heartbeat.threshold.Threshold;
import io.heartbeat.threshold.Thresholds;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** How the metrics of a host went, for charts. Shape: docs/HTTP_API.md. */
@Path("hosts/{host}/metrics")
@Produces(MediaType.APPLICATION_JSON)
@Compressed
@RequestScoped
public class MetricsResource {
    /** The path of whether the host was up. */
    static final String UP = "up";

    private static final String RTT = "rtt";

    private static final int MOST_PATHS = 20;
    private static final int LONGEST_PATH = 512;

    private final Hosts hosts;
    private final History history;
    private final Transitions transitions;
    private final Thresholds thresholds;
    private final TimeSource time;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public MetricsResource() {
        this(null, null, null, null, null, null);
    }

    /** @param hosts what the sender may see */
    @Inject
    public MetricsResource(
            Hosts hosts,
            History history,
            Transitions transitions,
            Thresholds thresholds,
            TimeSource time,
            JsonOut out) {
        this.hosts = hosts;
        this.history = history;
        this.transitions = transitions;
        this.thresholds = thresholds;
        this.time = time;
        this.out = out;
    }

    /** Curves of the paths asked for; without one, the paths there are. */
    @GET
    public StreamingOutput metrics(
            @PathParam("host") String name,
            @QueryParam("path") List<String> paths,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("step") String step) {
        if (paths.size() > MOST_PATHS || paths.stream().anyMatch(path -> path.length() > LONGEST_PATH)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    "at most " + MOST_PATHS + " paths of at most " + LONGEST_PATH + " characters");
        }
        Span span = Stretch.of(from, to, step, time.wall());
        HostState host = hosts.find(name);
        if (paths.isEmpty()) {
            return paths(host.name());
        }
        List<Curve> curves = history.curves(host.name(), paths, span).stream()
                .map(curve -> curve.path().equals(UP) ? up(host, span) : curve)
                .toList();
        Profile limits = thresholds.of(host.name());
        return out.object(json -> {
            json.write("host", host.name());
            span(json, span);
            json.writeStartArray("series");
            curves.forEach(curve -> curve(json, curve, limits.at(judged(host.name(), curve.path()))));
            json.writeEnd();
        });
    }

    private StreamingOutput paths(String host) {
        List<String> paths = new ArrayList<>(history.paths(host));
        paths.add(UP);
        return out.object(json -> {
            json.write("host", host);
            json.writeStartArray("paths");
            paths.stream().sorted().forEach(json::write);
            json.writeEnd();
        });
    }

    /** 1 while the host was up or late, 0 while it was down; nothing while that was not known. */
    private Curve up(HostState host, Span span) {
        List<StatusPeriod> periods = transitions.periods(host, span.at(0), time.wall());
        List<Summary> points = new ArrayList<>(span.count());
        for (int i = 0; i < span.count(); i++) {
            Uptime step = Uptime.of(periods, span.at(i), span.at(i + 1));
            boolean watched = !step.observed().isZero();
            double least = step.down().isZero() ? 1 : 0;
            double most = step.up().isZero() ? 0 : 1;
            points.add(watched ? new Summary(least, most, step.share(), 1) : null);
        }
        return new Curve(UP, points);
    }

    private static void span(JsonGenerator json, Span span) {
        JsonOut.time(json, "from", span.at(0));
        JsonOut.time(json, "to", span.at(span.count()));
        json.write("step", span.step());
        json.writeStartArray("times");
        for (int i = 0; i < span.count(); i++) {
            json.write(span.at(i).toString());
        }
        json.writeEnd();
    }

    /** Round-trip times have their limits by host. */
    private static String judged(String host, String path) {
        return path.equals(RTT) ? RTT + "." + host : path;
    }

    private static void curve(JsonGenerator json, Curve curve, Optional<Threshold> limits) {
        json.writeStartObject();
        json.write("path", curve.path());
        limit(json, "warning", limits.map(Threshold::warning));
        limit(json, "critical", limits.map(Threshold::critical));
        JsonOut.text(
                json, "operator", limits.map(one -> one.operator().symbol()).orElse(null));
        values(json, "min", curve, Summary::min);
        values(json, "avg", curve, Summary::avg);
        values(json, "max", curve, Summary::max);
        values(json, "count", curve, Summary::count);
        json.writeEnd();
    }

    private static void limit(JsonGenerator json, String key, Optional<OptionalDouble> limit) {
        JsonOut.number(json, key, limit.orElse(OptionalDouble.empty()).orElse(Double.NaN));
    }

    private static void values(JsonGenerator json, String key, Curve curve, ToDoubleFunction<Summary> value) {
        json.writeStartArray(key);
        for (Summary point : curve.points()) {
            JsonOut.element(json, point == null ? Double.NaN : value.applyAsDouble(point));
        }
        json.writeEnd();
    }
}
