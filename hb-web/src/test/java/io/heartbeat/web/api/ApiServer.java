package io.heartbeat.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The API behind a real socket on loopback, without an application server. */
final class ApiServer implements AutoCloseable {
    /** Says of every resource that comes as an instance that it is no provider. */
    private static final Logger NOISE = Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

    private final HttpServer server;
    private final URI base;
    private final HttpClient client = HttpClient.newHttpClient();

    ApiServer(Object... resources) {
        NOISE.setLevel(Level.SEVERE);
        ResourceConfig config = new ResourceConfig().registerInstances(resources);
        config.register(new ProblemMapper()).register(new NoStore()).register(Gzip.class);
        config.addProperties(new HeartbeatApi().getProperties());
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        server = JdkHttpServerFactory.createHttpServer(URI.create("http://" + host + ":0/api/0/"), config);
        base = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/api/0/");
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    HttpResponse<byte[]> get(String path) {
        return send(request(path));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
