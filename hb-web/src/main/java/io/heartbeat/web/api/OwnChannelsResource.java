package io.heartbeat.web.api;

import io.heartbeat.access.Accounts;
import io.heartbeat.access.Actor;
import io.heartbeat.access.Deed;
import io.heartbeat.access.User;
import io.heartbeat.access.Users;
import io.heartbeat.notify.Channel;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.notify.OwnChannels;
import io.heartbeat.notify.Receiver;
import io.heartbeat.notify.Recipient;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.problem.ProblemType;
import io.heartbeat.web.security.Viewer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** How the sender is reached: the own channels, and a try of one. Secrets go in and never out. Shapes: docs/HTTP_API.md. */
@Path("account/channels")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OwnChannelsResource {
    private static final int LONGEST_VALUE = 2_000;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Users users;
    private final Accounts accounts;
    private final NotificationDesk desk;
    private final Viewer viewer;
    private final Actor actor;
    private final Event<Deed> deeds;
    private final JsonOut out;

    /** For the container: RESTEasy asks for a public one. */
    public OwnChannelsResource() {
        this(null, null, null, null, null, null, null);
    }

    /** @param viewer whose channels these are */
    @Inject
    public OwnChannelsResource(
            Users users,
            Accounts accounts,
            NotificationDesk desk,
            Viewer viewer,
            Actor actor,
            Event<Deed> deeds,
            JsonOut out) {
        this.users = users;
        this.accounts = accounts;
        this.desk = desk;
        this.viewer = viewer;
        this.actor = actor;
        this.deeds = deeds;
        this.out = out;
    }

    /** The own channels, and what else there would be. */
    @GET
    public StreamingOutput list() {
        User self = self();
        OwnChannels own = desk.own();
        return out.object(json -> {
            json.write("editable", ChannelJson.editable(self));
            ChannelJson.offers(json, own);
            ChannelJson.list(json, own, self);
        });
    }

    /** Sets one, new or changed; a secret that is not said stays as it was. */
    @PUT
    @Path("{channel}")
    @Consumes(MediaType.APPLICATION_JSON)
    public StreamingOutput set(@PathParam("channel") String channel, InputStream body) throws IOException {
        User self = self();
        OwnChannels own = desk.own();
        OwnChannels.Offer offer = own.offer(channel)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_CHANNEL, "there is no channel " + channel + " that pushsrv selects"));
        JsonBody json = JsonBody.read(body);
        Recipient before = self.channel(offer.channel()).orElse(null);
        boolean enabled = json.flag("enabled", before == null || before.enabled());
        try {
            Recipient wanted = own.recipient(offer, json.map("values", LONGEST_VALUE), enabled, before);
            accounts.channel(actor, self.name(), wanted);
            return out.object(answer -> ChannelJson.members(answer, own, wanted));
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(ProblemType.INVALID_VALUE, wrong.getMessage());
        }
    }

    /** Takes one away. */
    @DELETE
    @Path("{channel}")
    public void remove(@PathParam("channel") String channel) {
        if (!accounts.removeChannel(actor, self().name(), channel)) {
            throw none(channel);
        }
    }

    /** Sends to the sender at once, also by a channel that is turned off, and tells what the service said. */
    @POST
    @Path("{channel}/test")
    public StreamingOutput test(@PathParam("channel") String channel) {
        User self = self();
        Recipient recipient = self.channel(channel).orElseThrow(() -> none(channel));
        Channel open = desk.channel(channel)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "pushsrv in the configuration does not select this channel now"));
        if (!desk.mayTest(self.name())) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "a dozen tests a minute are enough", SOON);
        }
        NotificationDesk.Tried tried = desk.test(open, Receiver.of(self.name(), recipient), self.name())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "this is being tried already; try again in a moment"));
        deeds.fire(Deed.to(actor, "notification.test", open.name(), ChannelJson.told(tried)));
        return out.object(json -> ChannelJson.tried(json, open.name(), tried));
    }

    private static ProblemException none(String channel) {
        return new ProblemException(ProblemType.UNKNOWN_CHANNEL, "you have no channel " + channel);
    }

    private User self() {
        if (viewer.name() == null) {
            throw new ProblemException(ProblemType.NOT_LOGGED_IN, "there is no account without a login");
        }
        return users.find(viewer.name()).orElseThrow(() -> new ProblemException(ProblemType.UNKNOWN_USER, null));
    }
}
