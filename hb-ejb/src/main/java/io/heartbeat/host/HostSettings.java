package io.heartbeat.host;

import java.time.Duration;
import java.util.List;

public record HostSettings(Duration interval, double grace, List<String> hosts) {}
