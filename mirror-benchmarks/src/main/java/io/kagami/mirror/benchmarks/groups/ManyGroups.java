package io.kagami.mirror.benchmarks.groups;

import io.kagami.mirror.benchmarks.cluster.BenchmarkCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Groups that stopped somewhere in the partitions of one topic each. Topics are plain, so a position in a copy is the position in its
 * original.
 *
 * @param groups how many
 * @param topics over how many topics they are spread
 * @param partitions of each topic
 * @param recordsEach in each partition
 */
record ManyGroups(int groups, int topics, int partitions, int recordsEach) {

    /** Matches all topics' names. */
    static final String PATTERN = "groups-.*";

    private static final int AT_ONCE = 200;

    ManyGroups {
        if (groups < 1 || topics < 1 || partitions < 1 || recordsEach < 1) {
            throw new IllegalArgumentException("nothing to do with %d groups, %d topics, %d partitions, %d records"
                    .formatted(groups, topics, partitions, recordsEach));
        }
    }

    int positions() {
        return groups * partitions;
    }

    List<String> names() {
        return IntStream.range(0, groups).mapToObj("group-%05d"::formatted).toList();
    }

    /** Where the group stopped, in topics whose names have this before them. */
    Map<TopicPartition, Long> positions(int group, String prefix) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            long offset = 1L + Math.floorMod(31L * group + 7L * partition, recordsEach);
            positions.put(new TopicPartition(prefix + topic(group % topics), partition), offset);
        }
        return positions;
    }

    private static String topic(int number) {
        return "groups-%04d".formatted(number);
    }

    void create(BenchmarkCluster cluster) {
        cluster.createTopics(
                IntStream.range(0, topics).mapToObj(ManyGroups::topic).toList(), partitions);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int topic = 0; topic < topics; topic++) {
                write(producer, topic(topic), failure);
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("not every partition has its records", failed);
        }
    }

    /** A topic at a time, so that nothing waits long in the producer on a busy machine, where batches of many topics expire. */
    private void write(
            KafkaProducer<byte[], byte[]> producer, String topic, AtomicReference<@Nullable Exception> failure) {
        for (int number = 0; number < partitions * recordsEach; number++) {
            var unused = producer.send(
                    new ProducerRecord<>(topic, number % partitions, null, new byte[50]),
                    (stored, failed) -> failure.compareAndSet(null, failed));
        }
        producer.flush();
    }

    /** Commits all positions. */
    void commit(BenchmarkCluster cluster) {
        List<String> names = names();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (int first = 0; first < groups; first += AT_ONCE) {
                List<KafkaFuture<Void>> commits = new ArrayList<>();
                for (int group = first; group < Math.min(groups, first + AT_ONCE); group++) {
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    positions(group, "")
                            .forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
                    commits.add(admin.alterConsumerGroupOffsets(names.get(group), offsets)
                            .all());
                }
                KafkaFuture.allOf(commits.toArray(new KafkaFuture<?>[0])).get();
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw new KafkaException("not every group has its offsets", failed);
        }
    }
}
