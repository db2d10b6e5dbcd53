package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/** One batch, one write; with {@code confirm} also one connection, whose end the server confirms. */
final class RsyslogSender implements Sender {
    private static final Logger LOG = System.getLogger(RsyslogSender.class.getName());

    /** What Java says when a server closes in order, but without TLS's own farewell, as many do. A reset sounds otherwise. */
    private static final String FAREWELL = ".*(close_notify|shut down incorrectly).*";

    private final RsyslogPlan plan;
    private final Connector connector;
    private final Framer framer;
    private Socket socket;
    private boolean confirms;

    RsyslogSender(RsyslogPlan plan, Connector connector) {
        this.plan = plan;
        this.connector = connector;
        this.framer = new Framer(plan.counted(), plan.maxMessageSize());
        this.confirms = plan.confirm();
    }

    void connect() throws IOException {
        if (socket == null) {
            socket = connector.open();
        }
    }

    @Override
    public void send(Batch batch) throws IOException {
        framer.clear();
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            framer.add(plan.template().format(SyslogRecord.of(batch, i, plan.defaults())));
        }
        connect();
        socket.getOutputStream().write(framer.bytes());
        socket.getOutputStream().flush();
        if (confirms) {
            confirm();
        }
        batch.acknowledgeAll();
    }

    /**
     * Says that nothing more comes, and waits until the server closes, too: it does so when it has read everything, while a
     * server that dies resets the connection. One that keeps it open is believed from then on.
     */
    private void confirm() throws IOException {
        socket.shutdownOutput();
        try {
            while (socket.getInputStream().read() >= 0) {
                LOG.log(Level.TRACE, "the server says something, which syslog does not know");
            }
        } catch (SocketTimeoutException e) {
            confirms = false;
            LOG.log(
                    Level.WARNING,
                    "{0}:{1} does not close a connection that has ended: what it was sent counts as"
                            + " received from now on",
                    plan.server(),
                    plan.port() + "");
        } catch (SSLException e) {
            if (!String.valueOf(e.getMessage()).matches(FAREWELL)) {
                throw e;
            }
            LOG.log(Level.DEBUG, "the server closed without close_notify: {0}", e.getMessage());
        }
        close();
    }

    @Override
    public void tend() throws IOException {
        if (socket != null && !confirms) {
            look();
        }
    }

    /** An idle connection that the server closed must not swallow the next batch. */
    private void look() throws IOException {
        int patience = socket.getSoTimeout();
        try {
            socket.setSoTimeout(1);
            if (socket.getInputStream().read() < 0) {
                throw new IOException(plan.server() + ":" + plan.port() + ": closed by the server");
            }
        } catch (SocketTimeoutException quiet) {
            LOG.log(Level.TRACE, "the connection stands");
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a connection could not be closed: {0}", e.getMessage());
            }
        }
    }
}
