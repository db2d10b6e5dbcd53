package io.heartbeat.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A window of maintenance as the database remembers it. */
@Entity
@Table(name = "maintenance_window")
class WindowRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "maintenance_window_id")
    @SequenceGenerator(name = "maintenance_window_id", sequenceName = "maintenance_window_id", allocationSize = 1)
    private Long id;

    private String hosts;

    @Column(name = "host_groups")
    private String groups;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    private String days;
    private String begins;
    private String zone;

    @Column(name = "duration_seconds")
    private Long duration;

    private String author;
    private String remark;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected WindowRow() {}

    WindowRow(MaintenanceWindow window) {
        take(window);
        author = window.author();
        createdAt = window.createdAt();
    }

    void take(MaintenanceWindow window) {
        hosts = JsonColumns.of(window.hosts());
        groups = JsonColumns.of(window.groups());
        startsAt = window.startsAt();
        endsAt = window.endsAt();
        remark = window.comment();
        Recurrence again = window.recurrence();
        days = again == null
                ? null
                : again.days().stream().map(DayOfWeek::name).sorted().collect(Collectors.joining(","));
        begins = again == null ? null : again.begins().toString();
        zone = again == null ? null : again.zone().getId();
        duration = again == null ? null : again.duration().toSeconds();
    }

    MaintenanceWindow window() {
        return new MaintenanceWindow(
                id,
                JsonColumns.list(hosts),
                JsonColumns.list(groups),
                startsAt,
                endsAt,
                days == null ? null : recurrence(),
                author,
                remark,
                createdAt);
    }

    private Recurrence recurrence() {
        Set<DayOfWeek> on =
                Arrays.stream(days.split(",")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
        return new Recurrence(on, LocalTime.parse(begins), Duration.ofSeconds(duration), ZoneId.of(zone));
    }
}
