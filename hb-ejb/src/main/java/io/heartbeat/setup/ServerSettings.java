package io.heartbeat.setup;

import io.heartbeat.host.HostSettings;
import io.heartbeat.ingest.IngestSettings;
import io.heartbeat.storage.StorageSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

@ApplicationScoped
public class ServerSettings {
    @Produces
    IngestSettings ingest() {
        int p = Integer.getInteger("hb.port", 50003);
        return new IngestSettings(List.of(new InetSocketAddress(p)), p, 50000, 1);
    }

    @Produces
    HostSettings host() {
        return new HostSettings(Duration.ofSeconds(30), 2, List.of());
    }

    public static ServerSettings located() {
        return new ServerSettings();
    }

    public StorageSettings storage() {
        Path d = Path.of(System.getProperty("hb.data", "/tmp/hbdata"));
        return new StorageSettings(d, "jdbc:h2:file:" + d + "/heartbeat;DB_CLOSE_ON_EXIT=FALSE", "sa", "");
    }
}
