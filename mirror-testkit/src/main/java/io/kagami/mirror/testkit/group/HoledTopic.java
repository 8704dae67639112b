package io.kagami.mirror.testkit.group;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic in which the log cleaner has left holes everywhere. The brokers need a restless cleaner: {@link #BROKER}.
 *
 * @param name of the topic
 * @param partitions how many
 * @param recordsEach written to each partition; about half of them stay
 */
public record HoledTopic(String name, int partitions, int recordsEach) {

    /** Broker settings with which this takes seconds. */
    public static final Map<String, String> BROKER =
            Map.of("log.cleaner.backoff.ms", "100", "log.initial.task.delay.ms", "100");

    private static final int RECORDS_A_BATCH = 50;
    private static final int RECURRING_KEYS = 10;
    /** Longer than a segment lasts, as only closed segments are cleaned. */
    private static final long BETWEEN_BATCHES_MILLIS = 10_000;

    private static final long PATIENCE_SECONDS = 60;

    /** Creates it, writes it, and returns when it is cleaned and will stay as it is. */
    public void make(Admin admin, Map<String, String> clientProperties) {
        NewTopic topic = new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "1000",
                        "min.cleanable.dirty.ratio", "0.001",
                        "min.compaction.lag.ms", "0",
                        "max.compaction.lag.ms", "1000",
                        "delete.retention.ms", "0"));
        await(admin.createTopics(List.of(topic)).all());
        write(clientProperties);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isCleaned(clientProperties)) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException(name + " was not cleaned within " + PATIENCE_SECONDS + " s");
            }
        }
        leaveAlone(admin);
    }

    private void write(Map<String, String> clientProperties) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("linger.ms", 1_000);
        settings.put("batch.size", 1 << 20);
        long begin = Instant.now().toEpochMilli() - TimeUnit.DAYS.toMillis(1);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int first = 0; first < recordsEach; first += RECORDS_A_BATCH) {
                for (int partition = 0; partition < partitions; partition++) {
                    for (int number = first; number < Math.min(recordsEach, first + RECORDS_A_BATCH); number++) {
                        long time = begin + first / RECORDS_A_BATCH * BETWEEN_BATCHES_MILLIS;
                        var unused = producer.send(record(partition, number, time));
                    }
                }
                producer.flush();
            }
        }
    }

    /** Every other key occurs once, so that batches keep some of their records. */
    private ProducerRecord<byte[], byte[]> record(int partition, int number, long time) {
        String key = number % 2 == 0 ? "once " + number : "key " + number / 2 % RECURRING_KEYS;
        return new ProducerRecord<>(name, partition, time, bytes(key), bytes(name + "#" + partition + "#" + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** All but what lies in the open segment. */
    private boolean isCleaned(Map<String, String> clientProperties) {
        return RecordIds.ofTopic(clientProperties, name).values().stream()
                .allMatch(records -> records.count() <= recordsEach / 2 + RECURRING_KEYS + 2 * RECORDS_A_BATCH);
    }

    private void leaveAlone(Admin admin) {
        String never = Long.toString(TimeUnit.DAYS.toMillis(3650));
        Collection<AlterConfigOp> change =
                List.of(set("max.compaction.lag.ms", never), set("min.compaction.lag.ms", never));
        await(admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), change))
                .all());
    }

    private static AlterConfigOp set(String key, String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    private static void await(KafkaFuture<Void> future) {
        try {
            future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException | TimeoutException failed) {
            throw new KafkaException("the broker does not do as asked", failed);
        }
    }
}
