package io.heartbeat.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.host.HostStates;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The deployed application, from inside and through its sockets. */
@ExtendWith(ArquillianExtension.class)
class ServerIT {
    @Inject
    HostStates states;

    @Deployment
    static Archive<?> application() {
        return Archives.with(ServerIT.class);
    }

    @Test
    void beansOfTheEjbJarAreInjected() {
        assertThat(states.all()).isNotNull();
    }

    @Test
    @RunAsClient
    void apiAnswers() throws IOException, InterruptedException {
        URI hosts = URI.create("http://127.0.0.1:" + System.getProperty("it.http.port") + "/api/0/hosts");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(hosts).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
