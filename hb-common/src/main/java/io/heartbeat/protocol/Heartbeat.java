package io.heartbeat.protocol;

/**
 * What an agent says in one HTB.
 *
 * @param name name of the host
 * @param interval seconds to the next heartbeat
 * @param seq number of this heartbeat since the agent's start
 * @param time seconds since 1970-01-01T00:00:00Z
 * @param rtt milliseconds from the last HTB to its ACK, NaN when not known
 * @param boot whether this is the first heartbeat after a start
 * @param text one-off text, null for none
 * @param version version of the agent, null when not said
 * @param shutdown whether the host goes down on purpose
 */
public record Heartbeat(
        String name,
        double interval,
        long seq,
        double time,
        double rtt,
        boolean boot,
        String text,
        String version,
        boolean shutdown) {

    /** A plain heartbeat, without any of the optional fields. */
    public static Heartbeat of(String name, double interval, long seq, double time) {
        return new Heartbeat(name, interval, seq, time, Double.NaN, false, null, null, false);
    }

    /** The same with the round-trip time of the last one, in milliseconds. */
    public Heartbeat withRtt(double millis) {
        return new Heartbeat(name, interval, seq, time, millis, boot, text, version, shutdown);
    }

    /** The same, marked as the first after a start or not. */
    public Heartbeat withBoot(boolean first) {
        return new Heartbeat(name, interval, seq, time, rtt, first, text, version, shutdown);
    }

    /** The same with a one-off text. */
    public Heartbeat withText(String message) {
        return new Heartbeat(name, interval, seq, time, rtt, boot, message, version, shutdown);
    }

    /** The same with the agent's version. */
    public Heartbeat withVersion(String agent) {
        return new Heartbeat(name, interval, seq, time, rtt, boot, text, agent, shutdown);
    }

    /** The same, saying goodbye or not. */
    public Heartbeat withShutdown(boolean goodbye) {
        return new Heartbeat(name, interval, seq, time, rtt, boot, text, version, goodbye);
    }
}
