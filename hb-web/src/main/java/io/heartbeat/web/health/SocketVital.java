package io.heartbeat.web.health;

import io.heartbeat.ingest.UdpListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The UDP socket is bound. */
@ApplicationScoped
public class SocketVital implements Vital {
    @Inject
    UdpListener listener;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public boolean well() {
        return listener.listening();
    }
}
