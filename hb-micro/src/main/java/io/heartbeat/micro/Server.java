package io.heartbeat.micro;

import io.heartbeat.clock.TimeSource;
import io.heartbeat.setup.ServerSettings;
import io.heartbeat.setup.WebSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** One run of the server in the foreground: from the checks to the line that it is ready, then until the process ends. */
final class Server {
    private final Path home;
    private final ServerSettings settings;
    private final PrintStream out;
    private DataFolder data;

    Server(Path home, ServerSettings settings, PrintStream out) {
        this.home = home;
        this.settings = settings;
        this.out = out;
    }

    /** Starts the server and says so; throws a {@link Failure} when it cannot. */
    void start() {
        Ports.check(settings);
        data = DataFolder.take(settings.storage().dataDir());
        new DatabaseServer(settings.storage(), TimeSource.SYSTEM, rest -> Thread.sleep(rest.toMillis()), out).await();
        Path folder = data.path().resolve("run");
        WebSettings web = settings.web();
        Domain.make(home, folder, web.host());
        Path logging = Logs.write(folder.resolve("config"), web.logFile());
        // The server prints debris there; our line goes to the stream that was taken before.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Payara.start(home, folder, logging, web.port());
        out.printf(
                Locale.ROOT,
                "hbd is ready: http://%s:%d/, heartbeats to UDP %d, data in %s, started in %.1f s%n",
                reachable(web.host()),
                web.port(),
                settings.ingest().port(),
                data.path(),
                ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
    }

    private static String reachable(String host) {
        return host.equals(WebSettings.EVERYWHERE) ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    }

    /** Stays until a signal ends the process; the exit code is of an interruption only. */
    int stay() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Reference.reachabilityFence(data); // else the collector might close its lock
        }
        return 0;
    }
}
