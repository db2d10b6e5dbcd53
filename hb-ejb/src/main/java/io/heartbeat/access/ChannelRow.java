package io.heartbeat.access;

import io.heartbeat.notify.Recipient;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A channel by which a user of the console is reached. No value has more than one line. */
@Entity
@Table(name = "account_channel")
@IdClass(ChannelRow.Key.class)
class ChannelRow {
    @Id
    private String account;

    @Id
    private String channel;

    private boolean enabled;
    private String said;

    /** What makes a row one of its kind. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private String account;
        private String channel;

        /** For Hibernate. */
        Key() {}

        Key(String account, String channel) {
            this.account = account;
            this.channel = channel;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.account.equals(account) && key.channel.equals(channel);
        }

        @Override
        public int hashCode() {
            return 31 * account.hashCode() + channel.hashCode();
        }
    }

    /** For Hibernate. */
    protected ChannelRow() {}

    ChannelRow(String account, Recipient recipient) {
        this.account = account;
        channel = recipient.channel();
        enabled = recipient.enabled();
        said = new TreeMap<>(recipient.values())
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
    }

    String account() {
        return account;
    }

    Recipient recipient() {
        Map<String, String> values = new LinkedHashMap<>();
        said.lines().forEach(line -> {
            int sign = line.indexOf('=');
            values.put(line.substring(0, sign), line.substring(sign + 1));
        });
        return new Recipient(channel, values, enabled, true);
    }
}
