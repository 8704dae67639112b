package io.kagami.mirror.source;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.testkit.read.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** One partition whose records are short texts, for tests that say which records they expect. */
public record Lines(EmbeddedCluster cluster, String topic, int partition) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** "7", "8", "9" for 7 and 10. */
    public static List<String> numbers(int from, int toExclusive) {
        return IntStream.range(from, toExclusive).mapToObj(Integer::toString).toList();
    }

    public void write(List<String> values) {
        write(values, System.currentTimeMillis());
    }

    /** Writes the records with one timestamp; waits for a partition that was just created. */
    public void write(List<String> values, long timestamp) {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            Awaitility.await("the partition exists")
                    .atMost(PATIENCE)
                    .until(() -> producer.partitionsFor(topic).size() > partition);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            values.forEach(
                    value -> sent.add(producer.send(new ProducerRecord<>(topic, partition, timestamp, null, value))));
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not written to " + this, e);
        }
    }

    /** Writes one record with a key. */
    void writeKeyed(String key, String value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            RecordMetadata unused = producer.send(new ProducerRecord<>(topic, partition, key, value))
                    .get();
        }
    }

    /** All records there are now, but for those of transactions that are open or aborted; none if there is no such partition. */
    public List<String> read() {
        return TopicReader.records(cluster.clientProperties(), topic, partition).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits until the partition holds as many records, and returns them. */
    public List<String> await(int count) {
        Awaitility.await(count + " records in " + topic + "-" + partition)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(this::read, values -> values.size() >= count);
        return read();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(cluster.clientProperties());
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        return settings;
    }
}
