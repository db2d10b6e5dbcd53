package io.heartbeat.alert;

import io.heartbeat.threshold.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An alert as the database remembers it. */
@Entity
@Table(name = "alert")
class AlertRow {
    @Id
    private long id;

    private String host;

    @Column(name = "metric_path")
    private String metric;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private Level level;

    @Column(name = "metric_value")
    private Double value;

    @Column(name = "metric_limit")
    private Double limit;

    private String note;
    private Instant since;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "resolved_at")
    private Instant resolvedAt;

    private boolean closed;

    @Enumerated(EnumType.STRING)
    @Column(name = "told_level")
    private Level told;

    @Column(name = "told_at")
    private Instant toldAt;

    private boolean flapping;

    @Column(name = "acknowledged_by")
    private String acknowledgedBy;

    @Column(name = "acknowledged_at")
    private Instant acknowledgedAt;

    @Column(name = "acknowledged_why")
    private String acknowledgedWhy;

    private String fingerprint;
    private String labels;
    private String annotations;

    @Column(name = "generator_url")
    private String generatorUrl;

    @Column(name = "ends_at")
    private Instant endsAt;

    /** For Hibernate. */
    protected AlertRow() {}

    AlertRow(Alert alert) {
        id = alert.id();
        host = Columns.fit(alert.host(), 253);
        metric = Columns.fit(alert.metric(), 1_000);
        origin = alert.origin();
        level = alert.level();
        value = Columns.finite(alert.value());
        limit = Columns.finite(alert.limit());
        note = Columns.fit(alert.note(), 1_000);
        since = alert.since();
        changedAt = alert.changedAt();
        resolvedAt = alert.resolvedAt();
        closed = alert.closed();
        told = alert.told();
        toldAt = alert.toldAt();
        flapping = alert.flapping();
        take(alert.acknowledgement());
        take(alert.external());
    }

    private void take(Acknowledgement by) {
        if (by != null) {
            acknowledgedBy = Columns.fit(by.by(), 250);
            acknowledgedAt = by.at();
            acknowledgedWhy = Columns.fit(by.why(), 1_000);
        }
    }

    private void take(External external) {
        if (external != null) {
            fingerprint = external.fingerprint();
            labels = JsonColumns.of(external.labels());
            annotations = JsonColumns.of(external.annotations());
            generatorUrl = Columns.fit(external.generatorUrl(), 2_000);
            endsAt = external.endsAt();
        }
    }

    Alert alert() {
        return new Alert(
                id,
                host,
                metric,
                origin,
                level,
                Columns.number(value),
                Columns.number(limit),
                note,
                since,
                changedAt,
                resolvedAt,
                told,
                toldAt,
                flapping,
                acknowledgedBy == null ? null : new Acknowledgement(acknowledgedBy, acknowledgedWhy, acknowledgedAt),
                labels == null
                        ? null
                        : new External(
                                JsonColumns.map(labels), JsonColumns.map(annotations), generatorUrl, since, endsAt));
    }
}
