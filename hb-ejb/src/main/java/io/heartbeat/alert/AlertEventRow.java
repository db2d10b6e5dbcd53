package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A stored event of an alert. Never changed. */
@Entity
@Table(name = "alert_event")
class AlertEventRow {
    @Id
    private long id;

    @Column(name = "alert_id")
    private long alert;

    private String host;

    @Column(name = "metric_path")
    private String metric;

    @Enumerated(EnumType.STRING)
    private AlertReason reason;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_level")
    private Level from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_level")
    private Level to;

    @Column(name = "metric_value")
    private Double value;

    @Column(name = "metric_limit")
    private Double limit;

    @Column(name = "happened_at")
    private Instant at;

    private String text;
    private boolean due;

    @Column(name = "suppressed_by")
    private String suppressedBy;

    private String actor;
    private String remark;

    /** For Hibernate. */
    protected AlertEventRow() {}

    AlertEventRow(AlertChanged event) {
        id = event.id();
        alert = event.alert().id();
        host = Columns.fit(event.alert().host(), 253);
        metric = Columns.fit(event.alert().metric(), 1_000);
        reason = event.reason();
        from = event.from();
        to = event.to();
        value = Columns.finite(event.alert().value());
        limit = Columns.finite(event.alert().limit());
        at = event.at();
        text = Columns.fit(event.text(), 4_000);
        due = event.due();
        suppressedBy = event.suppression() == null
                ? null
                : Columns.fit(event.suppression().toString(), 500);
        actor = Columns.fit(event.actor(), 250);
        remark = Columns.fit(event.remark(), 1_000);
    }

    AlertRecord event() {
        return new AlertRecord(
                id,
                alert,
                host,
                metric,
                reason,
                from,
                to,
                Columns.number(value),
                Columns.number(limit),
                at,
                text,
                due,
                suppressedBy,
                actor,
                remark);
    }
}
