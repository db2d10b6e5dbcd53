package io.heartbeat.notify;

import io.heartbeat.alert.Alert;
import io.heartbeat.alert.AlertView;
import io.heartbeat.clock.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes letters: the news of some rows, in the words of a channel. Thread-safe. */
final class Letters {
    private static final int SUBJECT = 500;

    private final Supplier<NotifySettings> settings;
    private final News news;
    private final TimeSource time;

    Letters(Supplier<NotifySettings> settings, News news, TimeSource time) {
        this.settings = settings;
        this.news = news;
        this.time = time;
    }

    /** A letter of rows that are sent together. */
    Letter of(Channel channel, List<Notification> rows, List<String> references) {
        List<Item> items = rows.stream().map(this::item).toList();
        Wording wording = settings.get().wordings().of(channel);
        return write(channel, wording, rows.get(0).letter(), references, items);
    }

    /** A letter in other words than the configured ones. */
    Letter preview(Channel channel, Wording wording, List<Item> items) {
        return write(channel, wording.or(settings.get().wordings().of(channel)), "preview", List.of(), items);
    }

    private Letter write(Channel channel, Wording wording, String id, List<String> references, List<Item> items) {
        String home = settings.get().home();
        Map<String, Object> context = Page.context(items, channel.name(), home);
        Markup markup = channel.notifier().markup();
        return new Letter(
                id,
                references,
                channel.name(),
                Cut.line(SUBJECT, Page.render(wording.subject(), context, markup)),
                Page.render(wording.text(), context, markup).stripTrailing(),
                Page.render(wording.html(), context, Markup.HTML).strip(),
                home,
                time.wall(),
                items);
    }

    private Item item(Notification row) {
        Optional<Alert> alert =
                row.alert() == 0 ? Optional.empty() : news.alert(row.alert()).map(AlertView::alert);
        return new Item(
                row.event(),
                row.alert(),
                row.host(),
                row.metric(),
                row.occasion(),
                row.from(),
                row.level(),
                row.value(),
                row.limit(),
                row.at(),
                alert.map(Alert::since).orElse(row.at()),
                row.text(),
                identity(row, alert),
                alert.map(Alert::external)
                        .map(external -> external.annotations())
                        .orElse(Map.of()),
                alert.map(Alert::external)
                        .map(external -> external.generatorUrl())
                        .orElse(null));
    }

    private static Map<String, String> identity(Notification row, Optional<Alert> alert) {
        if (alert.isPresent() && alert.get().external() != null) {
            return alert.get().external().labels();
        }
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", row.metric());
        labels.put("host", row.host());
        alert.ifPresent(known -> labels.put("origin", known.origin().label()));
        return labels;
    }
}
