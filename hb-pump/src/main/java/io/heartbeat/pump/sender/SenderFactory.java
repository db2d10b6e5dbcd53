package io.heartbeat.pump.sender;

import io.heartbeat.settings.Section;
import java.time.Duration;

/**
 * One kind of sender, found by a service entry. Stateless and light: its class must load without the client library, which
 * only {@link SenderPlan#open} touches, so that asking for a name loads nothing heavy.
 */
public interface SenderFactory {
    /** What {@code output_type} says: lower-case letters, digits and underscores; unique among all senders. */
    String type();

    /** How long entries are gathered before they are sent, where {@code max_send_interval} is silent. */
    Duration interval();

    /**
     * Reads the sender's own keys. Every key it knows is asked for, whatever the others say, so that what nobody asks for is
     * unknown; what is wrong becomes a problem of the section. Opens nothing. The keys that all senders have
     * ({@code output_type}, {@code field_filter}, {@code unit_log_level}, {@code extra_field_values},
     * {@code max_send_interval}, {@code spool_max_bytes}) are read by the pump.
     *
     * @param keys the section {@code readers.R.senders.S}
     * @return what it comes to; its {@code toString} shows no secret
     */
    SenderPlan plan(Section keys);

    /**
     * A configuration of its own keys that is right, for the contract test and the documentation: YAML, one key a line. Every
     * secret in it contains the text {@value SenderContract#SECRET}. Paths need not exist.
     */
    String sample();
}
