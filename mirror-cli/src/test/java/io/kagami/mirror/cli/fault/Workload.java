package io.kagami.mirror.cli.fault;

import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Several topics that are written to as far as the test lets them, and their copies.
 *
 * <p>Threading: one thread; the writers have theirs.
 */
final class Workload implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final TestCluster source;
    private final TestCluster target;
    private final List<TopicLoad> loads;
    private final List<BusyWriter> writers = new ArrayList<>();

    private Workload(TestCluster source, TestCluster target, List<TopicLoad> loads) {
        this.source = source;
        this.target = target;
        this.loads = List.copyOf(loads);
    }

    /** Creates the topics at the source; nothing is written yet. */
    static Workload prepare(TestCluster source, TestCluster target, List<TopicLoad> loads) {
        Workload workload = new Workload(source, target, loads);
        int brokers = source.brokerIds().size();
        for (TopicLoad load : loads) {
            Map<String, String> config = new HashMap<>(load.config());
            if (brokers >= 3) {
                config.put("min.insync.replicas", "2");
            }
            source.createTopic(load.topic(), load.records().partitions(), Math.min(brokers, 3), config);
            workload.writers.add(BusyWriter.held(source.directProperties(), load.records(), load.style()));
        }
        return workload;
    }

    /** What a file says to copy all topics. */
    String topics() {
        return loads.stream().map(TopicLoad::topic).collect(Collectors.joining(","));
    }

    List<TopicLoad> loads() {
        return loads;
    }

    /** Lets one part in {@code parts} of each topic more be written. */
    void release(int parts) {
        for (int i = 0; i < loads.size(); i++) {
            writers.get(i).release(loads.get(i).records().count() / parts + 1);
        }
    }

    /** How many records there are in all. */
    long size() {
        return loads.stream().mapToLong(load -> load.records().count()).sum();
    }

    /** How many records are written. */
    long written() {
        return writers.stream().mapToLong(BusyWriter::written).sum();
    }

    /** How many records are in the copies, from their log ends. */
    long copied() {
        try {
            Set<String> existing = target.admin().listTopics().names().get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            loads.stream()
                    .filter(load -> existing.contains(load.copy()))
                    .forEach(load -> IntStream.range(0, load.records().partitions())
                            .forEach(partition ->
                                    ends.put(new TopicPartition(load.copy(), partition), OffsetSpec.latest())));
            return target.admin().listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException notNow) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until the copies hold this many records; returns whether they did in time. */
    boolean awaitCopied(long total, Duration patience) {
        try {
            Awaitility.await().atMost(patience).pollInterval(LOOK_EVERY).until(() -> copied() >= total);
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }

    /** Waits until the copies have grown. */
    void awaitMoreCopied() {
        long before = copied();
        Awaitility.await().atMost(PATIENCE).pollInterval(LOOK_EVERY).until(() -> copied() > before);
    }

    /** Writes all that is left, gives the replicator time to copy it, and counts, by topic. */
    Map<String, DeliveryCount> finish() {
        Map<TopicLoad, RecordSet> written = new LinkedHashMap<>();
        for (int i = 0; i < loads.size(); i++) {
            written.put(loads.get(i), writers.get(i).finish());
        }
        awaitCopied(
                written.entrySet().stream()
                        .filter(entry -> !entry.getKey().isCompacted())
                        .mapToLong(entry -> committed(entry.getValue()))
                        .sum(),
                PATIENCE);
        Map<String, DeliveryCount> counts = new LinkedHashMap<>();
        written.forEach((load, records) -> counts.put(load.topic(), awaitNothingLost(load, records)));
        return counts;
    }

    private static long committed(RecordSet records) {
        return IntStream.range(0, records.partitions())
                .mapToLong(partition -> records.committed(partition).count())
                .sum();
    }

    /** A record that is not there yet may just be late. */
    private DeliveryCount awaitNothingLost(TopicLoad load, RecordSet records) {
        DeliveryCount[] last = {DeliveryCount.NONE};
        try {
            Awaitility.await()
                    .atMost(PATIENCE.dividedBy(2))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        last[0] = count(load, records);
                        return last[0].lost() == 0;
                    });
        } catch (ConditionTimeoutException stillMissing) {
            return last[0];
        }
        return last[0];
    }

    private DeliveryCount count(TopicLoad load, RecordSet records) {
        Map<String, String> from = source.directProperties();
        Map<String, String> to = target.directProperties();
        if (load.isCompacted()) {
            return DeliveryCount.ofCompacted(
                    TopicCopy.read(from, load.topic(), to, load.copy()), TopicCopy.of(records, to, load.copy()));
        }
        return DeliveryCount.of(
                load.hasAppendTime()
                        ? TopicCopy.read(from, load.topic(), to, load.copy())
                        : TopicCopy.of(records, to, load.copy()));
    }

    @Override
    public void close() {
        writers.forEach(BusyWriter::close);
    }
}
