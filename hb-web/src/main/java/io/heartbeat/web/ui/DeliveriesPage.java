package io.heartbeat.web.ui;

import io.heartbeat.notify.DeliveryState;
import io.heartbeat.notify.Notification;
import io.heartbeat.notify.NotificationDesk;
import io.heartbeat.web.api.SeenDeliveries;
import io.heartbeat.web.problem.ProblemException;
import io.heartbeat.web.security.Viewer;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/** What {@code /deliveries} shows: the log of notifications, filtered by its address. All of it works without script but the test. */
@Named
@RequestScoped
public class DeliveriesPage {
    private static final int ROWS = 100;
    private static final int MOST_DIGITS = 18;

    @Inject
    SeenDeliveries deliveries;

    @Inject
    NotificationDesk desk;

    @Inject
    Viewer viewer;

    @Inject
    PageWords words;

    @Inject
    HttpServletRequest request;

    private List<DeliveryRow> rows = List.of();
    private List<NotificationDesk.View> channels = List.of();
    private long oldest;
    private String problem = "";

    @PostConstruct
    void look() {
        channels = desk.channels();
        try {
            List<Notification> log = deliveries.log(before(), given("host"), given("channel"), given("state"), ROWS);
            rows = log.stream()
                    .map(row -> DeliveryRow.of(row, deliveries.reads(row), words))
                    .toList();
            oldest = log.size() < ROWS ? 0 : log.get(log.size() - 1).id();
        } catch (ProblemException wrong) {
            problem = wrong.getMessage();
        }
    }

    private long before() {
        String text = text("before");
        return text.matches("[0-9]{1," + MOST_DIGITS + "}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    /** The rows, newest first. */
    public List<DeliveryRow> getRows() {
        return rows;
    }

    /** The channels that are used; administrators see who can be reached by them, and try them. */
    public List<NotificationDesk.View> getChannels() {
        return viewer.admin() ? channels : List.of();
    }

    /** Whether any channel is used. */
    public boolean isAny() {
        return !channels.isEmpty();
    }

    /** What is wrong with the question, empty when nothing is. */
    public String getProblem() {
        return problem;
    }

    /** Number of the last row when there may be more, else 0. */
    public long getOldest() {
        return oldest;
    }

    /** Names of channels to choose from. */
    public List<Choice> getNames() {
        return Stream.concat(
                        Stream.of(new Choice(
                                "",
                                words.get("deliveries.any-channel"),
                                text("channel").isEmpty())),
                        channels.stream()
                                .map(one -> new Choice(
                                        one.name(), one.name(), one.name().equals(text("channel")))))
                .toList();
    }

    /** States to choose from. */
    public List<Choice> getStates() {
        return Stream.concat(
                        Stream.of(new Choice(
                                "",
                                words.get("deliveries.any-state"),
                                text("state").isEmpty())),
                        Stream.of(DeliveryState.values())
                                .map(one -> new Choice(
                                        one.label(),
                                        words.get("deliveries.state-" + one.label()),
                                        one.label().equals(text("state")))))
                .toList();
    }

    /** What was asked for, as it was typed. */
    public String getHost() {
        return text("host");
    }

    /** What was asked for. */
    public String getChannel() {
        return text("channel");
    }

    /** What was asked for. */
    public String getState() {
        return text("state");
    }

    private String given(String name) {
        String value = text(name);
        return value.isEmpty() ? null : value;
    }

    private String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }
}
