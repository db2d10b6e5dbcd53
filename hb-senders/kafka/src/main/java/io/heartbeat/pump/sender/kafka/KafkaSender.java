package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Hands a batch to the producer and waits for the acknowledgement of each record. */
final class KafkaSender implements Sender {
    /** The producer gives up by itself, and says more; this is for one that does not. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final String topic;
    private final byte[] key;
    private final Duration delivery;
    private final Producer<byte[], byte[]> producer;
    private final Failures failures;

    KafkaSender(KafkaPlan plan, Producer<byte[], byte[]> producer, Failures failures) {
        this.topic = plan.topic();
        this.key = plan.key() == null ? null : plan.key().getBytes(StandardCharsets.UTF_8);
        this.delivery = plan.delivery();
        this.producer = producer;
        this.failures = failures;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // see Acknowledgements
    public void send(Batch batch) throws IOException, InterruptedException {
        try {
            producer.partitionsFor(topic); // else every single record waited for the cluster
            Acknowledgements answers = new Acknowledgements(batch.size(), batch.pending());
            for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
                int item = i;
                byte[] json = Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.start(i) + batch.length(i));
                producer.send(new ProducerRecord<>(topic, key, json), (place, failure) -> answers.put(item, failure));
            }
            boolean all = answers.await(delivery.plus(SLACK));
            answers.settle(batch, failures);
            if (!all) {
                throw new IOException(failures.servers() + ": no acknowledgement in time");
            }
        } catch (InterruptException e) {
            throw failures.interrupted(e);
        } catch (KafkaException e) {
            throw failures.of(e);
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // else the producer complains instead of closing
        producer.close(Duration.ZERO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
