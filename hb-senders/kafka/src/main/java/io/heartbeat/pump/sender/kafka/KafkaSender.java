package io.heartbeat.pump.sender.kafka;

import io.heartbeat.pump.sender.Batch;
import io.heartbeat.pump.sender.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Hands a batch to the producer and waits for the acknowledgement of each record. */
final class KafkaSender implements Sender {
    private final String topic;
    private final byte[] key;
    private final Producer<byte[], byte[]> producer;
    private final Failures failures;

    KafkaSender(KafkaPlan plan, Producer<byte[], byte[]> producer, Failures failures) {
        this.topic = plan.topic();
        this.key = plan.key() == null ? null : plan.key().getBytes(StandardCharsets.UTF_8);
        this.producer = producer;
        this.failures = failures;
    }

    @Override
    public void send(Batch batch) throws IOException, InterruptedException {
        try {
            producer.partitionsFor(topic); // else every single record waited for the cluster
            Map<Integer, Future<RecordMetadata>> sent = hand(batch);
            producer.flush();
            settle(batch, sent);
        } catch (InterruptException e) {
            throw failures.interrupted(e);
        } catch (KafkaException e) {
            throw failures.of(e);
        }
    }

    private Map<Integer, Future<RecordMetadata>> hand(Batch batch) {
        Map<Integer, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (int i = batch.next(0); i >= 0; i = batch.next(i + 1)) {
            byte[] json = Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.start(i) + batch.length(i));
            sent.put(i, producer.send(new ProducerRecord<>(topic, key, json)));
        }
        return sent;
    }

    private void settle(Batch batch, Map<Integer, Future<RecordMetadata>> sent)
            throws IOException, InterruptedException {
        Throwable trouble = null;
        for (Map.Entry<Integer, Future<RecordMetadata>> record : sent.entrySet()) {
            try {
                record.getValue().get();
                batch.acknowledge(record.getKey());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (cause instanceof RecordTooLargeException) {
                    batch.poison(record.getKey(), cause.getMessage());
                } else {
                    trouble = trouble == null ? cause : trouble;
                }
            }
        }
        if (trouble != null) {
            throw failures.of(trouble);
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
