package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Opens a sender: finds a server, makes the topic where that is wanted, and looks whether it is there. */
final class Opening {
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
            return sender(clients, topic(clients));
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
        List<String> reasons = new ArrayList<>();
        for (String server : plan.servers()) {
            try (Socket socket = new Socket()) {
                connect(socket, server);
                return;
            } catch (IOException e) {
                reasons.add(server + ": " + e.getMessage());
            }
        }
        throw new IOException(String.join("; ", reasons));
    }

    private void connect(Socket socket, String server) throws IOException {
        InetSocketAddress address = KafkaPlan.address(server);
        String host = address.getHostString();
        Duration patience = ClientSettings.PATIENCE;
        if (plan.proxy() != null) {
            plan.proxy().connect(socket, host, address.getPort(), patience);
            return;
        }
        InetSocketAddress resolved = new InetSocketAddress(host, address.getPort());
        if (resolved.isUnresolved()) {
            throw new IOException("no address is known of this host");
        }
        socket.connect(resolved, (int) patience.toMillis());
    }

    /** Answers the bytes of a batch. */
    private int topic(Clients clients) throws IOException, InterruptedException {
        Admin admin = clients.admin();
        try {
            Topic topic = new Topic(plan, admin, failures);
            topic.make();
            return topic.room();
        } finally {
            admin.close(Duration.ZERO); // by itself it would wait for answers that nobody wants any more
        }
    }

    private Sender sender(Clients clients, int room) {
        Producer<byte[], byte[]> producer = clients.producer(room);
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
