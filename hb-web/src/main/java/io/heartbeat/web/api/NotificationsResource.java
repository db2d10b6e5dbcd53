package io.heartbeat.web.api;

import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.Role;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.Draft;
import io.heartbeat.notify.Notification;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.Preview;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Wording;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** Notifications: the log, the channels, a try of one, a look at templates. Shapes: docs/HTTP_API.md. */
@Path("notifications")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NotificationsResource {
    private static final int LONGEST_NAME = 320;
    private static final int LONGEST_TEMPLATE = 64_000;
    private static final int LONGEST_PREVIEW = 256 << 10;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int MOST_ALERTS = 50;

    private final SeenDeliveries deliveries;
    private final NotificationDesk desk;
    private final Viewer viewer;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public NotificationsResource() {
        this(null, null, null, null, null, null);
    }

    /** @param deliveries what the sender may know of */
    @Inject
    public NotificationsResource(
            SeenDeliveries deliveries,
            NotificationDesk desk,
            Viewer viewer,
            Actor actor,
            Event<Deed> deeds,
            JsonOut out) {
        this.deliveries = deliveries;
        this.desk = desk;
        this.viewer = viewer;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** The log, newest first. */
    @GET
    public StreamingOutput log(
            @QueryParam("host") String host,
            @QueryParam("channel") String channel,
            @QueryParam("state") String state,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        long until = before == null
                ? Long.MAX_VALUE
                : Ids.of(before).orElseThrow(() -> JsonBody.refused("before must be a whole number"));
        List<Notification> rows = deliveries.log(until, host, channel, state, Limit.of(limit));
        return out.object(json -> {
            json.writeStartArray("notifications");
            rows.forEach(row -> row(json, row));
            json.writeEnd();
        });
    }

    /** The channels that are used, for administrators. */
    @GET
    @Path("channels")
    public StreamingOutput channels() {
        Administrator.demand(viewer);
        List<NotificationDesk.View> channels = desk.channels();
        return out.object(json -> {
            json.writeStartArray("channels");
            channels.forEach(channel -> channel(json, channel));
            json.writeEnd();
        });
    }

    /** Sends at once to one receiver, and tells what the service said. */
    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput test(InputStream body) throws IOException {
        JsonBody request = JsonBody.read(body);
        Channel channel = channel(request);
        String name = request.text("receiver", null, LONGEST_NAME);
        demandOwner(request.text("host", "", LONGEST_NAME), name);
        Receiver receiver = desk.receiver(channel, name)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "this channel has no such receiver; /notifications/channels lists them"));
        String by = actor.name() == null ? "anonymous" : actor.name();
        if (!desk.mayTest(by)) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "a dozen tests a minute are enough", SOON);
        }
        NotificationDesk.Tried tried = desk.test(channel, receiver, by)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "somebody tries this channel already; try again in a moment"));
        deeds.fire(Deed.to(actor, "notification.test", channel.name(), ChannelJson.told(tried)));
        return out.object(json -> ChannelJson.tried(json, channel.name(), tried));
    }

    /** The words that each channel uses now, for administrators. */
    @GET
    @Path("templates")
    public StreamingOutput templates() {
        Administrator.demand(viewer);
        List<Channel> channels = desk.channels().stream()
                .flatMap(view -> desk.channel(view.name()).stream())
                .toList();
        return out.object(json -> {
            json.writeStartArray("templates");
            channels.forEach(channel -> {
                Wording wording = desk.wording(channel);
                json.writeStartObject();
                json.write("channel", channel.name());
                json.write("service", channel.service());
                json.write("subject", wording.subject());
                json.write("text", wording.text());
                json.write("html", wording.html());
                json.writeEnd();
            });
            json.writeEnd();
        });
    }

    /** A letter in given words, of a sample or of alerts, for administrators. */
    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput preview(InputStream body) throws IOException {
        Administrator.demand(viewer);
        JsonBody request = JsonBody.read(body, LONGEST_PREVIEW);
        Channel channel = channel(request);
        Wording wording = new Wording(
                request.text("subject", null, LONGEST_TEMPLATE),
                request.text("text", null, LONGEST_TEMPLATE),
                request.text("html", null, LONGEST_TEMPLATE));
        try {
            Preview preview = desk.preview(channel, wording, request.numbers("alerts", MOST_ALERTS));
            return out.object(json -> {
                json.write("channel", channel.name());
                json.write("subject", preview.letter().subject());
                json.write("text", preview.letter().text());
                json.write("html", preview.letter().html());
                draft(json, preview.request());
            });
        } catch (IllegalArgumentException wrong) {
            throw JsonBody.refused("the template cannot be used: " + wrong.getMessage());
        }
    }

    private static void draft(JsonGenerator json, Draft draft) {
        if (draft == null) {
            json.writeNull("request");
            return;
        }
        json.writeStartObject("request");
        json.write("url", draft.url());
        json.write("content_type", draft.type());
        json.writeStartObject("headers");
        new TreeMap<>(draft.headers()).forEach(json::write);
        json.writeEnd();
        json.write("body", draft.body());
        json.writeEnd();
    }

    private Channel channel(JsonBody request) {
        return desk.channel(request.text("channel", "", LONGEST_NAME))
                .orElseThrow(() -> JsonBody.refused("channel must be one that pushsrv selects and that is set up"));
    }

    /** Administrators try everything; who owns a host tries the own channels, naming the host. */
    private void demandOwner(String host, String receiver) {
        boolean own = viewer.name() != null && (Receiver.USER + viewer.name()).equals(receiver);
        if (!viewer.admin() && !(own && !host.isEmpty() && viewer.may(host, Role.OWNER))) {
            throw new ProblemException(
                    ProblemType.ROLE_MISSING,
                    "an administrator may do this, or the owner of a host for the own channels: host and receiver "
                            + Receiver.USER + "NAME");
        }
    }

    private void row(JsonGenerator json, Notification row) {
        json.writeStartObject();
        json.write("id", row.id());
        json.write("alert", row.alert());
        json.write("host", row.host());
        json.write("metric_path", row.metric());
        json.write("occasion", row.occasion().label());
        json.write("level", row.level().label());
        json.write("text", row.text());
        json.write("channel", row.channel());
        json.write("receiver", row.receiver());
        json.write("state", row.state().label());
        JsonOut.time(json, "created_at", row.createdAt());
        JsonOut.time(json, "due_at", row.dueAt());
        JsonOut.time(json, "done_at", row.doneAt());
        json.write("attempts", row.attempts());
        json.write("status", row.status());
        JsonOut.text(json, "answer", deliveries.reads(row) ? row.answer() : null);
        json.writeEnd();
    }

    private static void channel(JsonGenerator json, NotificationDesk.View channel) {
        json.writeStartObject();
        json.write("name", channel.name());
        json.write("service", channel.service());
        json.writeStartArray("receivers");
        channel.receivers().forEach(json::write);
        json.writeEnd();
        json.write("per_minute", channel.perMinute());
        json.write("concurrency", channel.concurrency());
        json.write("waiting", channel.waiting());
        JsonOut.time(json, "oldest", channel.oldest());
        json.writeEnd();
    }
}
