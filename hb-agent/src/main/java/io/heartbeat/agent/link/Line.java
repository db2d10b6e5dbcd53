package io.heartbeat.agent.link;

import io.heartbeat.agent.Counter;
import io.heartbeat.agent.Counters;
import io.heartbeat.agent.ServerAddress;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;

/**
 * Datagrams to and from one server, whichever of its addresses works. What fails is counted and said once until the server
 * answers again. Belongs to the link's thread, except {@link #wakeup()}.
 */
final class Line implements Closeable {
    private static final Logger LOG = System.getLogger(Line.class.getName());

    private final ServerAddress server;
    private final Counters counters;
    private final Wire wire;
    private final Route route;
    private boolean troubled;

    Line(ServerAddress server, Surroundings around, long retryMillis) throws IOException {
        this.server = server;
        this.counters = around.counters();
        this.wire = new Wire();
        this.route =
                new Route(server, around.resolver(), around.executor(), wire::wakeup, around.counters(), retryMillis);
    }

    /**
     * Looks for addresses when there are none, and takes the resolver's answer.
     *
     * @return whether the address in use is another one now
     */
    boolean resolve(long now) {
        if (!route.known()) {
            route.ask(now);
        }
        boolean moved = route.settle();
        if (moved) {
            disconnect();
        }
        return moved;
    }

    /** Whether there is an address to send to. */
    boolean known() {
        return route.known();
    }

    /** How many addresses there are. */
    int addresses() {
        return route.size();
    }

    /** When an unknown address may be asked for again, steady milliseconds. */
    long askAt() {
        return route.askAt();
    }

    /** Turns to the server's next address, with a fresh socket even if it has only one. */
    void advance(long now) {
        disconnect();
        route.advance(now);
    }

    /** Hands one datagram to the network. Answers whether it was taken. */
    boolean send(byte[] datagram) {
        try {
            if (!wire.connected()) {
                wire.connect(route.current());
            }
            wire.send(datagram);
            return true;
        } catch (IOException e) {
            counters.count(Counter.SEND_FAILURES);
            trouble(e);
            return false;
        }
    }

    /** The next datagram that has come, null when there is none. Valid until the next call. */
    ByteBuffer receive() {
        try {
            return wire.receive();
        } catch (IOException e) {
            counters.count(Counter.SEND_FAILURES);
            trouble(e);
            return null;
        }
    }

    private void trouble(IOException e) {
        String what = e instanceof PortUnreachableException
                ? "nothing listens on this port there; is the server running?"
                : String.valueOf(e.getMessage());
        Level level = troubled ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "{0} ({1}): {2}", server, route.current().getAddress().getHostAddress(), what);
        troubled = true;
        if (!(e instanceof PortUnreachableException)) {
            disconnect();
        }
    }

    /** The server answers: the next trouble is news again. */
    void fine() {
        troubled = false;
    }

    /** Whether the network has complained since the server last answered. */
    boolean troubled() {
        return troubled;
    }

    String address() {
        return route.current().getAddress().getHostAddress();
    }

    void await(long millis) throws IOException {
        wire.await(millis);
    }

    void wakeup() {
        wire.wakeup();
    }

    private void disconnect() {
        try {
            wire.disconnect();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the socket to " + server, e);
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
