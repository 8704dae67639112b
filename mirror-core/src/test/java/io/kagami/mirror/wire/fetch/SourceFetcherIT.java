package io.kagami.mirror.wire.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kagami.mirror.testkit.cluster.EmbeddedCluster;
import io.kagami.mirror.topology.ClusterAlias;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is fetched while most requests name no partition, because nothing has changed since the one before. */
class SourceFetcherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int WAIT_MS = 100;

    private static EmbeddedCluster cluster;
    private static KafkaProducer<byte[], byte[]> producer;

    private final Map<TopicPartition, Long> read = new HashMap<>();

    @BeforeAll
    static void start() {
        cluster = EmbeddedCluster.builder().name("a").start();
        producer = new KafkaProducer<>(
                new HashMap<>(cluster.clientProperties()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        cluster.close();
    }

    @Test
    void fetchesWhatIsWrittenAfterALongRest() throws Exception {
        TopicPartition one = topic("rest", 0);
        TopicPartition other = topic("rest", 1);
        cluster.createTopic("rest", 2);
        try (SourceFetcher fetcher = open("rest")) {
            follow(fetcher, one, other);
            rest(fetcher);

            write(one);
            pollUntil(fetcher, () -> position(one) == 1);
            rest(fetcher);
            write(other);
            write(one);
            pollUntil(fetcher, () -> position(one) == 2 && position(other) == 1);
        }
    }

    @Test
    void fetchesNothingOfAPartitionWithoutRoomHoweverLongTheOthersRest() throws Exception {
        TopicPartition full = topic("room", 0);
        TopicPartition other = topic("room", 1);
        cluster.createTopic("room", 2);
        try (SourceFetcher fetcher = open("room")) {
            follow(fetcher, full, other);
            rest(fetcher);
            fetcher.setRoom(full, false);
            rest(fetcher);
            write(full);
            write(other);
            pollUntil(fetcher, () -> position(other) == 1);
            rest(fetcher);
            assertThat(position(full)).isZero();

            fetcher.setRoom(other, false);
            rest(fetcher); // what was asked before still has room for it
            write(other);
            rest(fetcher);
            assertThat(position(other)).isEqualTo(1);

            fetcher.setRoom(full, true);
            pollUntil(fetcher, () -> position(full) == 1);
            assertThat(position(other)).isEqualTo(1);
            fetcher.setRoom(other, true);
            pollUntil(fetcher, () -> position(other) == 2);
        }
    }

    @Test
    void fetchesPartitionsThatAreFollowedLaterAndNothingOfThoseThatAreNotAnyMore() throws Exception {
        TopicPartition first = topic("later", 0);
        TopicPartition later = topic("later", 1);
        cluster.createTopic("later", 2);
        try (SourceFetcher fetcher = open("later")) {
            follow(fetcher, first);
            rest(fetcher);
            fetcher.follow(later, 0, Uuid.ZERO_UUID, Optional.empty());
            fetcher.unfollow(first);
            write(first);
            write(later);
            pollUntil(fetcher, () -> position(later) == 1);
            rest(fetcher);
            assertThat(position(first)).isZero();
        }
    }

    private long position(TopicPartition partition) {
        return read.getOrDefault(partition, 0L);
    }

    private void follow(SourceFetcher fetcher, TopicPartition... partitions) {
        pollUntil(
                fetcher,
                () -> fetcher.topicsVersion() > 0 && !fetcher.partitionCounts().isEmpty());
        for (TopicPartition partition : partitions) {
            fetcher.follow(partition, 0, Uuid.ZERO_UUID, Optional.empty());
        }
    }

    /** Long enough for several requests. */
    private void rest(SourceFetcher fetcher) {
        long endNanos = System.nanoTime() + Duration.ofMillis(10 * WAIT_MS).toNanos();
        pollUntil(fetcher, () -> System.nanoTime() - endNanos > 0);
    }

    private void pollUntil(SourceFetcher fetcher, BooleanSupplier over) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!over.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            fetcher.poll(50, true, new Reader(fetcher));
        }
    }

    private static TopicPartition topic(String name, int partition) {
        return new TopicPartition(name, partition);
    }

    private static void write(TopicPartition partition) throws Exception {
        producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[10]))
                .get();
    }

    private static SourceFetcher open(String topic) {
        Map<String, Object> consumer = new HashMap<>(cluster.clientProperties());
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, WAIT_MS);
        ConsumerConfig config = new ConsumerConfig(consumer);
        long memory = 64 << 20;
        return new SourceFetcher(
                new ClusterAlias("A"),
                config,
                FetchSettings.from(config, consumer, memory),
                new ByteBudget(memory),
                Duration.ofSeconds(1),
                topic::equals);
    }

    /** Takes one record after the other. */
    private final class Reader implements FetchListener {
        private final SourceFetcher fetcher;

        private Reader(SourceFetcher fetcher) {
            this.fetcher = fetcher;
        }

        @Override
        public void fetched(FetchedRecords records) {
            if (records.records().hasRemaining()) {
                long next = records.highWatermark();
                read.put(records.partition(), next);
                fetcher.seek(records.partition(), next);
            }
        }

        @Override
        public void offsetOutOfRange(TopicPartition partition, long fetchOffset) {
            throw new AssertionError(partition + " has no offset " + fetchOffset);
        }

        @Override
        public void diverged(TopicPartition partition, long fetchOffset, long partedAt) {
            throw new AssertionError(partition + " diverged at " + partedAt);
        }

        @Override
        public void refused(TopicPartition partition, Errors error) {
            throw new AssertionError(partition + ": " + error);
        }

        @Override
        public void unavailable(TopicPartition partition, String reason) {
            throw new AssertionError(partition + ": " + reason);
        }

        @Override
        public void throttled(TopicPartition one, int delayMs) {
            throw new AssertionError(one + " is throttled");
        }
    }
}
