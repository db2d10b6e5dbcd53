package io.heartbeat.storage;

import java.nio.file.Path;

public record StorageSettings(Path dataDir, String dbUrl, String dbUser, String dbPassword) {}
