package io.heartbeat.pump.sender.kafka;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic, looked at and made by an administration that somebody else closes. */
final class Topic {
    private static final Logger LOG = System.getLogger(Topic.class.getName());
    /** Bytes of a batch at most. */
    private static final int LARGEST_ROOM = 1 << 18;
    /** Bytes of a batch where the topic's limit cannot be seen: what Kafka takes without being told. */
    private static final int USUAL_ROOM = 1 << 14;

    private final KafkaPlan plan;
    private final Admin admin;
    private final Failures failures;

    Topic(KafkaPlan plan, Admin admin, Failures failures) {
        this.plan = plan;
        this.admin = admin;
        this.failures = failures;
    }

    /** Makes it where that is wanted and it is not there. */
    void make() throws IOException, InterruptedException {
        if (plan.shape() == null) {
            return;
        }
        try {
            NewTopic topic = new NewTopic(
                    plan.topic(), plan.shape().partitions(), plan.shape().replicas());
            get(admin.createTopics(List.of(topic)).all());
            LOG.log(Level.INFO, "{0}: made the topic {1}", failures.servers(), plan.topic());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOG.log(Level.DEBUG, "no right to make the topic; it may be there: {0}", e.getMessage());
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw failures.of(e);
            }
        }
    }

    /**
     * Bytes of a batch: well below what the topic takes at once. The producer splits a batch that was refused by its own size of
     * a batch: were that larger, it would split for ever.
     */
    int room() throws IOException, InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.topic());
        try {
            String limit = get(admin.describeConfigs(List.of(topic)).values().get(topic))
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value();
            return Math.min(LARGEST_ROOM, Integer.parseInt(limit) / 2);
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "the topic''s limit cannot be seen: {0}", e.getMessage());
            return USUAL_ROOM;
        }
    }

    private <T> T get(KafkaFuture<T> answer) throws IOException, InterruptedException, ExecutionException {
        try {
            return answer.get(ClientSettings.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    failures.servers() + ": no answer within " + ClientSettings.PATIENCE.toSeconds() + " s", e);
        }
    }
}
