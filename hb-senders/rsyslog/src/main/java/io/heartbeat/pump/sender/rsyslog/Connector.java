package io.heartbeat.pump.sender.rsyslog;

import io.heartbeat.pump.sender.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Opens connections to one server. */
final class Connector {
    private static final int CONNECT_MILLIS = 10_000;
    /** How long the server may take to answer: a handshake, or the end of what it read. */
    private static final int ANSWER_MILLIS = 10_000;

    private final RsyslogPlan plan;

    Connector(RsyslogPlan plan) {
        this.plan = plan;
    }

    Socket open() throws IOException {
        InetSocketAddress address = new InetSocketAddress(plan.server(), plan.port());
        if (address.isUnresolved()) {
            throw new IOException("no address is known of " + plan.server());
        }
        Socket socket = new Socket();
        try {
            socket.setKeepAlive(true);
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            return plan.tls() == null ? socket : encrypted(socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException(plan.server() + ":" + plan.port() + ": " + e.getMessage(), e);
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        SSLContext context = plan.tls().context();
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, plan.server(), plan.port(), true);
        socket.setSSLParameters(Tls.parameters(context));
        socket.startHandshake();
        return socket;
    }
}
