package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Opens a sender: finds a server, makes the topic where that is wanted, and looks whether it is there. */
final class Opening {
    private static final Logger LOG = System.getLogger(Opening.class.getName());
    /** Kafka's own log repeats each second what the pump says once. */
    private static final java.util.logging.Logger KAFKAS_LOG = java.util.logging.Logger.getLogger("org.apache.kafka");

    private final KafkaPlan plan;
    private final Failures failures;

    Opening(KafkaPlan plan) {
        this.plan = plan;
        this.failures = new Failures(String.join(",", plan.servers()));
    }

    Sender open() throws IOException, InterruptedException {
        KAFKAS_LOG.setLevel(java.util.logging.Level.OFF);
        reach();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Opening.class.getClassLoader()); // by it Kafka finds its own classes
        try {
            Clients clients = plan.proxy() == null ? new DirectClients(plan) : new ProxiedClients(plan);
            makeTopic(clients);
            return sender(clients);
        } catch (InterruptException e) {
            throw failures.interrupted(e);
        } catch (KafkaException e) {
            throw failures.of(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Kafka does not say why it reaches nobody. */
    private void reach() throws IOException {
        IOException last = null;
        for (String server : plan.servers()) {
            try (Socket socket = new Socket()) {
                connect(socket, server);
                return;
            } catch (IOException e) {
                last = new IOException(server + ": " + e.getMessage(), e);
            }
        }
        throw last;
    }

    private void connect(Socket socket, String server) throws IOException {
        Duration patience = ClientSettings.PATIENCE;
        int colon = server.lastIndexOf(':');
        String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
        int port = Integer.parseInt(server.substring(colon + 1));
        if (plan.proxy() != null) {
            plan.proxy().connect(socket, host, port, patience);
            return;
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("no address is known of this host");
        }
        socket.connect(address, (int) patience.toMillis());
    }

    private void makeTopic(Clients clients) throws IOException, InterruptedException {
        if (plan.shape() == null) {
            return;
        }
        try (Admin admin = clients.admin()) {
            NewTopic topic = new NewTopic(
                    plan.topic(), plan.shape().partitions(), plan.shape().replicas());
            admin.createTopics(List.of(topic)).all().get(ClientSettings.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.log(Level.INFO, "{0}: made the topic {1}", failures.servers(), plan.topic());
        } catch (TimeoutException e) {
            throw new IOException(failures.servers() + ": the topic could not be made in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.log(Level.DEBUG, "no right to make the topic; it may be there: {0}", e.getMessage());
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw failures.of(e);
            }
        }
    }

    private Sender sender(Clients clients) {
        Producer<byte[], byte[]> producer = clients.producer();
        KafkaSender sender = new KafkaSender(plan, producer, failures);
        try {
            producer.partitionsFor(plan.topic());
            return sender;
        } catch (KafkaException e) {
            sender.close();
            throw e;
        }
    }
}
