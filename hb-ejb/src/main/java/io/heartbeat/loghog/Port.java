package io.heartbeat.loghog;

import java.net.InetSocketAddress;

/** One socket that listens. */
interface Port extends AutoCloseable {
    /** {@code UDP}, {@code TCP} or {@code TLS}. */
    String protocol();

    /** Where. */
    InetSocketAddress address();

    /** Connections through it that are open. */
    int connections();

    @Override
    void close();
}
