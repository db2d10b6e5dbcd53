package io.heartbeat.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;

/** A tag of a host. */
@Entity
@Table(name = "host_tag")
@IdClass(TagRow.Key.class)
class TagRow {
    @Id
    private String host;

    @Id
    private String tag;

    /** For Hibernate. */
    protected TagRow() {}

    TagRow(String host, String tag) {
        this.host = host;
        this.tag = tag;
    }

    String host() {
        return host;
    }

    String tag() {
        return tag;
    }

    /** Host and tag together. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String host;
        private String tag;

        /** For Hibernate. */
        protected Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(host, key.host) && Objects.equals(tag, key.tag);
        }

        @Override
        public int hashCode() {
            return Objects.hash(host, tag);
        }
    }
}
