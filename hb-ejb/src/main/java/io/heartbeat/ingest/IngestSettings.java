package io.heartbeat.ingest;

import java.net.InetSocketAddress;
import java.util.List;

public record IngestSettings(List<InetSocketAddress> addresses, int port, int maxHosts, int receivers) {}
