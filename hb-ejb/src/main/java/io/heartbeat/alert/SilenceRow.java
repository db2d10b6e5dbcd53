package io.heartbeat.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A silence as the database remembers it; its matchers are field, value and {@code not} or nothing, in turn. */
@Entity
@Table(name = "silence")
class SilenceRow {
    private static final String NOT = "not";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "silence_id")
    @SequenceGenerator(name = "silence_id", sequenceName = "silence_id", allocationSize = 1)
    private Long id;

    private String matchers;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    private String author;
    private String remark;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected SilenceRow() {}

    SilenceRow(Silence silence) {
        take(silence);
        author = silence.author();
        createdAt = silence.createdAt();
    }

    void take(Silence silence) {
        List<String> flat = new ArrayList<>();
        for (Matcher matcher : silence.matchers()) {
            flat.addAll(List.of(matcher.field(), matcher.value(), matcher.negated() ? NOT : ""));
        }
        matchers = JsonColumns.of(flat);
        startsAt = silence.startsAt();
        endsAt = silence.endsAt();
        remark = silence.comment();
    }

    Silence silence() {
        List<String> flat = JsonColumns.list(matchers);
        List<Matcher> read = new ArrayList<>();
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            read.add(new Matcher(flat.get(i), flat.get(i + 1), flat.get(i + 2).equals(NOT)));
        }
        return new Silence(id, read, startsAt, endsAt, author, remark, createdAt);
    }
}
