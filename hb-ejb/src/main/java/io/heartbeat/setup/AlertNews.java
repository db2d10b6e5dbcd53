package io.heartbeat.setup;

import io.heartbeat.alert.AlertRecord;
import io.heartbeat.alert.AlertView;
import io.heartbeat.alert.Alerts;
import io.heartbeat.notify.News;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Brings what happens to alerts to those who tell people; neither feature knows the other's beans. Thread-safe. */
@ApplicationScoped
public class AlertNews implements News {
    private final Alerts alerts;

    /** For the container's proxy. */
    protected AlertNews() {
        this(null);
    }

    /** @param alerts where they are stored */
    @Inject
    public AlertNews(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<AlertRecord> after(long event, int limit) {
        return alerts.after(event, limit);
    }

    @Override
    public long newest() {
        List<AlertRecord> newest = alerts.history(Long.MAX_VALUE, null, null, 1);
        return newest.isEmpty() ? 0 : newest.get(0).id();
    }

    @Override
    public Optional<AlertView> alert(long id) {
        return alerts.find(id);
    }
}
