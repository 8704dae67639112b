package io.kagami.mirror.cli.matrix;

import io.kagami.mirror.testkit.cluster.TestCluster;
import io.kagami.mirror.testkit.group.GroupMember;
import io.kagami.mirror.testkit.group.StoppedGroups;
import io.kagami.mirror.testkit.guarantee.DeliveryCount;
import io.kagami.mirror.testkit.guarantee.TopicCopy;
import io.kagami.mirror.testkit.workload.BusyWriter;
import io.kagami.mirror.testkit.workload.RecordSet;
import io.kagami.mirror.testkit.workload.RecordShape;
import io.kagami.mirror.testkit.workload.Transactions;
import io.kagami.mirror.testkit.workload.WriteStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What there is to mirror: a topic of each codec, with records without key or value, one of transactions, and groups that stopped in mid-way.
 *
 * <p>Threading: one thread; the writers have theirs.
 */
final class Original implements AutoCloseable {

    static final String TRANSACTIONS = "transactions";
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PARTITIONS = 2;
    private static final int KEYS = 50;
    private static final int NULL_KEY_EVERY = 7;
    private static final int NULL_VALUE_EVERY = 11;
    private static final int VALUE_BYTES = 200;

    private final TestCluster cluster;
    private final Map<String, BusyWriter> writers = new LinkedHashMap<>();
    private final long recordsEach;

    /** Creates the topics; nothing is written yet. */
    Original(TestCluster cluster, long recordsEach) {
        this.cluster = cluster;
        this.recordsEach = recordsEach;
        long recent = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        for (String codec : CODECS) {
            RecordShape shape = new RecordShape(VALUE_BYTES, KEYS, NULL_KEY_EVERY, NULL_VALUE_EVERY, recent);
            begin(RecordSet.of("codec-" + codec, PARTITIONS, recordsEach).shaped(shape), WriteStyle.codec(codec));
        }
        begin(
                RecordSet.of(TRANSACTIONS, PARTITIONS, recordsEach).in(new Transactions(50, 10)),
                WriteStyle.codec("lz4"));
    }

    private void begin(RecordSet records, WriteStyle style) {
        cluster.createTopic(records.topic(), records.partitions());
        writers.put(records.topic(), BusyWriter.held(cluster.clientProperties(), records, style));
    }

    /** Lets a quarter of each topic more be written. */
    void writeMore() {
        writers.values().forEach(writer -> writer.release(recordsEach / 4 + 1));
    }

    /** Waits until the copies at a cluster hold more than now. */
    void awaitMoreCopied(TestCluster target) {
        long before = copied(target);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> copied(target) > before);
    }

    private long copied(TestCluster target) {
        return writers.keySet().stream()
                .mapToLong(topic -> target.logEnd("A." + topic))
                .sum();
    }

    /** Writes all that is left and waits until it is copied; returns what is wrong with each copy that is not exact. */
    Map<String, DeliveryCount> finish(TestCluster target) {
        Map<String, DeliveryCount> inexact = new TreeMap<>();
        writers.forEach((topic, writer) -> {
            RecordSet written = writer.finish();
            DeliveryCount[] last = {DeliveryCount.NONE};
            Awaitility.await("all of " + topic)
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> {
                        last[0] = DeliveryCount.of(TopicCopy.of(written, target.directProperties(), "A." + topic));
                        return last[0].lost() == 0;
                    });
            System.out.printf("%s: %s%n", topic, last[0]);
            if (!last[0].isExact()) {
                inexact.put(topic, last[0]);
            }
        });
        return inexact;
    }

    /** Groups that stopped here and there in the transactions, and one of each protocol that consumed some of them; to be called when all is written. */
    List<String> stopGroups(List<String> protocols) {
        List<String> groups =
                new ArrayList<>(StoppedGroups.make(cluster.admin(), cluster.clientProperties(), Set.of(TRANSACTIONS))
                        .committed()
                        .keySet());
        for (String protocol : protocols) {
            String group = "worked-" + protocol;
            try (GroupMember member = new GroupMember(
                    cluster.clientProperties(), group, protocol, TRANSACTIONS, record -> {}, recordsEach / 4)) {
                Awaitility.await().atMost(PATIENCE).until(() -> member.processed() >= recordsEach / 4);
            }
            groups.add(group);
        }
        return groups;
    }

    @Override
    public void close() {
        writers.values().forEach(BusyWriter::close);
    }
}
