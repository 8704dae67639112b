package io.kagami.mirror.benchmarks.cluster;

import io.kagami.mirror.testkit.cluster.BrokerProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * One broker process and the admin client to ask it.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class BenchmarkCluster implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;
    private static final int LOOK_MILLIS = 3_000;
    private static final Map<String, String> SETTINGS =
            Map.of("log.segment.delete.delay.ms", "0", "num.network.threads", "3", "num.io.threads", "8");

    private final BrokerProcess broker;
    private final Admin admin;

    private BenchmarkCluster(BrokerProcess broker) {
        this.broker = broker;
        // Short retries: the end offsets of a topic whose leader is just being elected are wanted soon, not after a
        // back-off.
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                broker.directBootstrapServers(),
                "retry.backoff.ms",
                20,
                "retry.backoff.max.ms",
                50));
    }

    /**
     * Starts a broker that frees the disk space of deleted topics at once.
     *
     * @param heap as the JVM's {@code -Xmx} takes it
     */
    public static BenchmarkCluster start(String heap) {
        return start(heap, Map.of());
    }

    /** The same with more settings. */
    public static BenchmarkCluster start(String heap, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(settings);
        return new BenchmarkCluster(BrokerProcess.start(heap, all));
    }

    /** The same with so long a way from clients to the broker and back; what is asked here goes the short way. */
    public static BenchmarkCluster startFarAway(String heap, Duration roundTrip) {
        BrokerProcess broker = BrokerProcess.startBehindProxy(heap, SETTINGS);
        broker.proxy().delay(roundTrip);
        return new BenchmarkCluster(broker);
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where this program connects: the same, but for a broker that is far away. */
    public String directBootstrapServers() {
        return broker.directBootstrapServers();
    }

    /** CPU time of the broker process, user and system, since it was started. */
    public double cpuSeconds() {
        return broker.cpuSeconds();
    }

    /** Creates a topic with one replica. */
    public void createTopic(String topic, int partitions) {
        createTopics(List.of(topic), partitions);
    }

    /**
     * Creates topics with one replica, all alike; returns when the leaders of all partitions serve. One that has only just heard of its partition
     * may turn a producer's first batch away and take its second, after which the first is out of sequence for ever.
     */
    public void createTopics(List<String> topics, int partitions) {
        answer(admin.createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, partitions, (short) 1))
                        .toList())
                .all());
        endOffsets(topics.stream()
                .flatMap(topic -> IntStream.range(0, partitions).mapToObj(number -> new TopicPartition(topic, number)))
                .toList());
    }

    /** Names of all topics but the broker's own. */
    public Set<String> topics() {
        return answer(admin.listTopics().names());
    }

    /** Log end offset of every partition of a topic that exists. */
    public Map<Integer, Long> endOffsets(String topic, int partitions) {
        Map<Integer, Long> ends = new HashMap<>();
        endOffsets(IntStream.range(0, partitions)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .toList())
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /** Log end offsets of partitions that exist. */
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Log end offsets of those partitions whose leaders answer within a few seconds; new ones may not lead yet. */
    public Map<TopicPartition, Long> endOffsetsSoFar(Collection<TopicPartition> partitions) {
        ListOffsetsResult asked = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())),
                new ListOffsetsOptions().timeoutMs(LOOK_MILLIS));
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition -> endOffset(asked, partition).ifPresent(end -> ends.put(partition, end)));
        return ends;
    }

    private static Optional<Long> endOffset(ListOffsetsResult asked, TopicPartition partition) {
        try {
            return Optional.of(answer(asked.partitionResult(partition)).offset());
        } catch (RetriableException notYet) {
            return Optional.empty();
        }
    }

    /** How many partitions each of the topics has. */
    public Map<String, Integer> partitions(Collection<String> topics) {
        Map<String, Integer> counts = new HashMap<>();
        answer(admin.describeTopics(topics).allTopicNames())
                .forEach((topic, description) ->
                        counts.put(topic, description.partitions().size()));
        return counts;
    }

    /** Bytes of a topic's segments on the broker's disk. */
    public long logBytes(String topic) {
        return answer(admin.describeLogDirs(List.of(0)).allDescriptions()).values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(LogDirDescription::replicaInfos)
                .flatMap(replicas -> replicas.entrySet().stream())
                .filter(replica -> replica.getKey().topic().equals(topic))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Deletes all topics but the one given, and all groups. */
    public void clear(String keptTopic) {
        clear(keptTopic::equals);
    }

    /** The same where several topics are kept. Returns when the broker shows none of the others any more. */
    public void clear(Predicate<String> kept) {
        untilItHolds(this::deleteGroups);
        untilItHolds(() -> {
            Set<String> topics = topics();
            topics.removeIf(kept);
            answer(admin.deleteTopics(topics).all());
            return topics.isEmpty();
        });
    }

    /** False while there are members: one that could not say good-bye, over a long way for example, stays until its session is over. */
    private boolean deleteGroups() {
        try {
            List<String> groups = answer(admin.listGroups().all()).stream()
                    .map(GroupListing::groupId)
                    .toList();
            answer(admin.deleteConsumerGroups(groups).all());
            return true;
        } catch (GroupNotEmptyException notYet) {
            return false;
        }
    }

    private static void untilItHolds(BooleanSupplier step) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isDone(step)) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaException("groups or topics are still there after " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private static boolean isDone(BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (UnknownTopicOrPartitionException goneMeanwhile) {
            return false;
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (TimeoutException late) {
            throw new KafkaException("no answer within " + PATIENCE_SECONDS + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new KafkaException(failed.getCause());
        }
    }
}
